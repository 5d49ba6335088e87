/** What the app's methods return that does its work only when it is subscribed to. */
@NullMarked
package dev.aiops.agent.reactive;

import org.jspecify.annotations.NullMarked;
