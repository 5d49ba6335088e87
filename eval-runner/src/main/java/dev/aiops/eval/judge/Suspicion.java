/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.judge;

import dev.aiops.eval.judge.Material.Piece;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What in a recorded text may be meant for the judge. Found by patterns and not by the judge, who
 * may have believed the text. What is put in words that no pattern knows is not found.
 */
enum Suspicion {
  /** It has what looks like our fence, or like the marks of chat models' templates. */
  FENCE(
      """
      [<\\u2039\\u2329\\u276E\\u3008]{3,}\\s*/?(?:[0-9a-f]{6,}|end\\b|material)
      |<\\|(?:im_start|im_end|endoftext|eot_id|start_header_id)
      |\\[/?inst\\]
      |</?(?:system|instructions?|material|judge)>
      |\\bend\\ of\\ (?:the\\ )?(?:material|recording|transcript)\\b
      """),
  /** It tells its reader to leave aside what it was told. */
  INSTRUCTION(
      """
      \\b(?:ignore|disregard|forget|do\\ not\\ follow|stop\\ following)\\b[\\s\\S]{0,40}
        \\b(?:instructions?|rules?|prompts?|guidelines?|criteri(?:on|a)|rubric|system\\ message
          |(?:all|everything|anything|the|text|said)\\s(?:of\\sthe\\s)?(?:above|before|previous|prior|so\\ far))\\b
      |\\b(?:override|bypass|skip|end|stop)\\b[\\s\\S]{0,30}\\b(?:instructions|rules|guidelines|criteri(?:on|a)|rubric|evaluation|grading|examination)\\b
      |\\bnew\\ (?:instructions?|rules?|criteri(?:on|a))\\b\\s*[:=]
      |\\b(?:ignorier|missacht|vergiss|ignorez|oubliez|ignora|olvida)\\w*\\b[\\s\\S]{0,40}\\b(?:anweisung|regel|instruction|consigne|instruccion|regla)
      """),
  /** It speaks to the judge, or as somebody whom the judge should obey. */
  ROLE(
      """
      \\b(?:dear|hey|hello|notes?\\ (?:to|for)|attention|messages?\\ (?:to|for)|instructions?\\ (?:to|for))\\ (?:the\\ )?(?:ai\\ |llm\\ )?(?:judge|grader|evaluator|examiner)\\b
      |\\byou\\ are\\ (?:now|no\\ longer)\\ (?:a|an|the)\\b
      |\\b(?:as|you,)\\ the\\ (?:judge|grader|evaluator|examiner)\\b
      |(?:^|\\n)[\\s\\#*]*(?:(?-i:SYSTEM|DEVELOPER|ADMIN)|(?:system|developer|admin|judge)\\ (?:message|prompt|note|override))[\\s*]*:
      """),
  /** It says which verdict to give, or has the shape of one. */
  VERDICT(
      """
      ["'\\u201C]?\\b(?:label|verdict|judge?ment|grade)["'\\u201D]?\\s*(?:[:=]|\\bis\\b|(?:must|should)\\ be)\\s*["'\\u201C*]*(?:pass|fail|unknown)
      |["']ticket["']\\s*:
      |\\b(?:answer|respond|reply|output|return|print|say|write|mark|rate|grade|score|label|classify|judge|give|award|choose|select|must|should)\\b[^.\\n]{0,60}
        (?:["'\\u201C\\u2018`*(]\\s*(?:pass|fail|unknown)\\b
          |\\bas\\ (?:a\\ )?(?:pass|fail)(?:ed|ing)?\\b
          |\\ba\\ (?:pass|fail)\\b
          |\\b(?:with|only|just|simply|label|verdict|grade|:)\\s+(?:pass|fail|unknown)\\b
          |\\b(?:full|top|maximum|highest|perfect)\\ (?:marks?|score|grade|rating)\\b)
      """),
  /** It has characters that nobody sees and that no script needs. */
  HIDDEN("[\\x00\\x08\\u200B\\u2060-\\u2064\\u202A-\\u202E\\u2066-\\u2069\\x{E0000}-\\x{E007F}]");

  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.COMMENTS;

  private final Pattern pattern;

  Suspicion(String regex) {
    pattern = Pattern.compile(regex, FLAGS);
  }

  /** All that may be meant for the judge, in any of the texts. */
  static Set<Suspicion> in(List<Piece> pieces) {
    Set<Suspicion> found = EnumSet.noneOf(Suspicion.class);
    for (Piece piece : pieces) {
      String plain = Plain.of(piece.text());
      Arrays.stream(values())
          .filter(one -> one.pattern.matcher(one == HIDDEN ? piece.text() : plain).find())
          .forEach(found::add);
    }
    return found;
  }

  /** In words for people. */
  static String words(Set<Suspicion> found) {
    return found.stream()
        .map(one -> one.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", ", "injection suspected (", ")"));
  }
}
