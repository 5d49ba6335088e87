/**
 * The support desk of Lumen &amp; Co, a small lamp shop: an agent app as its users build them, with
 * LangChain4j and openai-java. It knows nothing of the project it is a sample for.
 */
@NullMarked
package dev.aiops.demo.supportdesk;

import org.jspecify.annotations.NullMarked;
