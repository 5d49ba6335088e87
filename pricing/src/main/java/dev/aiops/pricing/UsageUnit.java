/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a model call can be billed by: the units of the genai-prices v2 registry, one constant each.
 *
 * <p>Units form a lattice. A unit is part of another when it has all words of the other and more:
 * {@link #CACHE_READ_TOKENS} is part of {@link #INPUT_TOKENS}, and an amount of the part is
 * contained in the amount of the whole. A token is billed once, by the narrowest unit that has a
 * price.
 *
 * <p>Amounts are whole numbers. The duration units, which the registry counts in seconds, are
 * counted in milliseconds here.
 */
public enum UsageUnit {
  INPUT_TOKENS("input_mtok", "tokens input"),
  CACHE_READ_TOKENS("cache_read_mtok", "tokens input cache_read"),
  CACHE_WRITE_TOKENS("cache_write_mtok", "tokens input cache_write"),
  CACHE_WRITE_5M_TOKENS("cache_write_5m_mtok", "tokens input cache_write 5m"),
  CACHE_WRITE_1H_TOKENS("cache_write_1h_mtok", "tokens input cache_write 1h"),
  OUTPUT_TOKENS("output_mtok", "tokens output"),
  OUTPUT_REASONING_TOKENS("output_reasoning_mtok", "tokens output reasoning"),
  CACHE_AUDIO_READ_TOKENS("cache_audio_read_mtok", "tokens input audio cache_read"),
  CACHE_AUDIO_WRITE_1H_TOKENS("cache_audio_write_1h_mtok", "tokens input audio cache_write 1h"),
  CACHE_AUDIO_WRITE_5M_TOKENS("cache_audio_write_5m_mtok", "tokens input audio cache_write 5m"),
  CACHE_AUDIO_WRITE_TOKENS("cache_audio_write_mtok", "tokens input audio cache_write"),
  CACHE_IMAGE_READ_TOKENS("cache_image_read_mtok", "tokens input image cache_read"),
  CACHE_IMAGE_WRITE_1H_TOKENS("cache_image_write_1h_mtok", "tokens input image cache_write 1h"),
  CACHE_IMAGE_WRITE_5M_TOKENS("cache_image_write_5m_mtok", "tokens input image cache_write 5m"),
  CACHE_IMAGE_WRITE_TOKENS("cache_image_write_mtok", "tokens input image cache_write"),
  CACHE_TEXT_READ_TOKENS("cache_text_read_mtok", "tokens input text cache_read"),
  CACHE_TEXT_WRITE_1H_TOKENS("cache_text_write_1h_mtok", "tokens input text cache_write 1h"),
  CACHE_TEXT_WRITE_5M_TOKENS("cache_text_write_5m_mtok", "tokens input text cache_write 5m"),
  CACHE_TEXT_WRITE_TOKENS("cache_text_write_mtok", "tokens input text cache_write"),
  CACHE_VIDEO_READ_TOKENS("cache_video_read_mtok", "tokens input video cache_read"),
  CACHE_VIDEO_WRITE_1H_TOKENS("cache_video_write_1h_mtok", "tokens input video cache_write 1h"),
  CACHE_VIDEO_WRITE_5M_TOKENS("cache_video_write_5m_mtok", "tokens input video cache_write 5m"),
  CACHE_VIDEO_WRITE_TOKENS("cache_video_write_mtok", "tokens input video cache_write"),
  INPUT_AUDIO_TOKENS("input_audio_mtok", "tokens input audio"),
  INPUT_AUDIO_TOOL_TOKENS("input_audio_tool_mtok", "tokens input audio tool"),
  INPUT_IMAGE_TOKENS("input_image_mtok", "tokens input image"),
  INPUT_IMAGE_TOOL_TOKENS("input_image_tool_mtok", "tokens input image tool"),
  INPUT_TEXT_TOKENS("input_text_mtok", "tokens input text"),
  INPUT_TEXT_TOOL_TOKENS("input_text_tool_mtok", "tokens input text tool"),
  INPUT_TOOL_TOKENS("input_tool_mtok", "tokens input tool"),
  INPUT_VIDEO_TOKENS("input_video_mtok", "tokens input video"),
  INPUT_VIDEO_TOOL_TOKENS("input_video_tool_mtok", "tokens input video tool"),
  OUTPUT_AUDIO_CITATION_TOKENS("output_audio_citation_mtok", "tokens output audio citation"),
  OUTPUT_AUDIO_REASONING_TOKENS("output_audio_reasoning_mtok", "tokens output audio reasoning"),
  OUTPUT_AUDIO_TOKENS("output_audio_mtok", "tokens output audio"),
  OUTPUT_CITATION_TOKENS("output_citation_mtok", "tokens output citation"),
  OUTPUT_IMAGE_CITATION_TOKENS("output_image_citation_mtok", "tokens output image citation"),
  OUTPUT_IMAGE_REASONING_TOKENS("output_image_reasoning_mtok", "tokens output image reasoning"),
  OUTPUT_IMAGE_TOKENS("output_image_mtok", "tokens output image"),
  OUTPUT_TEXT_CITATION_TOKENS("output_text_citation_mtok", "tokens output text citation"),
  OUTPUT_TEXT_REASONING_TOKENS("output_text_reasoning_mtok", "tokens output text reasoning"),
  OUTPUT_TEXT_TOKENS("output_text_mtok", "tokens output text"),
  OUTPUT_VIDEO_CITATION_TOKENS("output_video_citation_mtok", "tokens output video citation"),
  OUTPUT_VIDEO_REASONING_TOKENS("output_video_reasoning_mtok", "tokens output video reasoning"),
  OUTPUT_VIDEO_TOKENS("output_video_mtok", "tokens output video"),
  CODE_EXECUTIONS("code_executions_kcount", "tool_calls code_execution"),
  SOCIAL_SEARCHES("social_searches_kcount", "tool_calls social_search"),
  STORAGE_SEARCHES("storage_searches_kcount", "tool_calls storage_search"),
  WEB_SEARCHES("web_searches_kcount", "tool_calls web_search"),
  REQUESTS("requests_kcount", "requests"),
  RERANK_SEARCHES("rerank_searches_kcount", "rerank"),
  INPUT_TEXT_MESSAGES("input_text_messages_kcount", "messages input text"),
  INPUT_ANNOTATED_DOCUMENT_PAGES(
      "input_annotated_document_kpages", "document_pages input annotated"),
  INPUT_DOCUMENT_PAGES("input_document_kpages", "document_pages input"),
  INPUT_CHARACTERS("input_mchars", "characters input"),
  INPUT_PIXELS("input_gpixels", "pixels input"),
  AUDIO_MILLIS("audio_hours", "durations audio"),
  INPUT_AUDIO_MILLIS("input_audio_hours", "durations input audio"),
  OUTPUT_AUDIO_MILLIS("output_audio_hours", "durations output audio");

  /** All units that count tokens, as bits. */
  static final long TOKEN_BITS = bitsOf("tokens");

  /** All units that count calls of tools that the provider runs, as bits. */
  static final long TOOL_CALL_BITS = bitsOf("tool_calls");

  private static final Map<String, Long> PER =
      Map.of(
          "mtok", 1_000_000L,
          "mchars", 1_000_000L,
          "gpixels", 1_000_000_000L,
          "kcount", 1_000L,
          "kpages", 1_000L,
          "hours", 3_600_000L);

  private final String key;
  private final String priceKey;
  private final String words;
  private final int narrowness;

  UsageUnit(String priceKey, String words) {
    this.key = name().toLowerCase(Locale.ROOT).replace("_millis", "_seconds");
    this.priceKey = priceKey;
    this.words = words;
    this.narrowness = words.split(" ").length;
  }

  /** The registry's name of the unit, such as {@code cache_read_tokens}. */
  public String key() {
    return key;
  }

  /** The registry's name of the unit's price, such as {@code cache_read_mtok}. */
  public String priceKey() {
    return priceKey;
  }

  /**
   * How many of this unit a price is for: a million tokens, a thousand requests, an hour in
   * milliseconds.
   */
  public long per() {
    return PER.getOrDefault(priceKey.substring(priceKey.lastIndexOf('_') + 1), 1L);
  }

  /** Whether the unit counts what went into the model. Neither input nor output is possible. */
  public boolean isInput() {
    return words().contains("input");
  }

  /** Whether the unit counts what the model gave. Neither input nor output is possible. */
  public boolean isOutput() {
    return words().contains("output");
  }

  /** What says which unit it is: its family and at most one value of each dimension. */
  Set<String> words() {
    return Set.of(words.split(" "));
  }

  /** How many words it has: more than each of its wholes. */
  int narrowness() {
    return narrowness;
  }

  /** The unit's place in arrays of this process; it is never stored. */
  @SuppressWarnings("EnumOrdinal")
  int index() {
    return ordinal();
  }

  long bit() {
    return 1L << index();
  }

  boolean isPartOf(UsageUnit whole) {
    return (whole.partBits() & bit()) != 0;
  }

  /** The units that are part of this one, as bits. */
  long partBits() {
    return UnitLattice.partBits(this);
  }

  /** Whether two of {@code units} overlap in just this unit and neither is part of the other. */
  boolean isMeetingOfTwo(long units) {
    return UnitLattice.isMeetingOfTwo(this, units);
  }

  private static long bitsOf(String family) {
    long bits = 0;
    for (UsageUnit unit : values()) {
      bits |= unit.words().contains(family) ? unit.bit() : 0;
    }
    return bits;
  }
}
