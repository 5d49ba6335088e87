/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.supportdesk;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import java.util.List;
import java.util.stream.Collectors;

/** The help pages, found by meaning. */
final class KnowledgeBase {

  private static final List<String> PAGES =
      List.of(
          "Returns: a lamp may be returned within 30 days, unused. We pay the postage for faulty"
              + " lamps, the customer pays it otherwise.",
          "Dimmers: the Opera chandelier and all LED pendants work with trailing-edge dimmers"
              + " only. Leading-edge dimmers make them flicker.",
          "Delivery: two to four working days in the EU. The address of an order can be changed"
              + " until it is packed.",
          "Warranty: three years on everything, ten on brass.");

  private final EmbeddingModel model;
  private final InMemoryEmbeddingStore<TextSegment> store = new InMemoryEmbeddingStore<>();
  private boolean read;

  KnowledgeBase(EmbeddingModel model) {
    this.model = model;
  }

  /** The two pages nearest to a question. */
  String search(String question) {
    readPages();
    Embedding asked = model.embed(question).content();
    EmbeddingSearchRequest request =
        EmbeddingSearchRequest.builder().queryEmbedding(asked).maxResults(2).build();
    return store.search(request).matches().stream()
        .map(match -> match.embedded().text())
        .collect(Collectors.joining(" "));
  }

  private synchronized void readPages() {
    if (read) return;
    List<TextSegment> pages = PAGES.stream().map(TextSegment::from).toList();
    store.addAll(model.embedAll(pages).content(), pages);
    read = true;
  }
}
