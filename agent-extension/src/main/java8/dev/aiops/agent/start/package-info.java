/** What an old JVM loads first: it says in one line what is wrong and lets the app run. Java 8. */
package dev.aiops.agent.start;
