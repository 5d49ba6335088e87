/** The app under the agent in the end-to-end tests. It knows nothing of this project. */
package dev.aiops.demo.e2e.app;
