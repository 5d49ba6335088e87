/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is read stands out from what is behind it, by day and by night, as WCAG 2.2 AA asks. */
class ContrastTest {

  private static final Pattern COLOUR = Pattern.compile("--([a-z-]+): #([0-9a-f]{6});");
  private static final String[][] READ = {
    {"text", "ground"},
    {"text", "card"},
    {"soft", "card"},
    {"on-act", "act"},
    {"on-deny", "deny"},
    {"act", "ground"},
    {"act", "card"},
    {"text", "trouble"},
    {"text", "done"}
  };
  private static final String[][] SEEN = {
    {"line", "ground"}, {"line", "card"}, {"focus", "ground"}, {"focus", "card"}
  };

  @Test
  void colours_standOut_byDayAndByNight() throws Exception {
    String css = Files.readString(Path.of("src/main/resources/web/aiops.css"));
    String[] themes = css.split("prefers-color-scheme: dark", 2);
    for (String theme : themes) {
      Map<String, Double> lights = lights(theme);
      assertThat(lights).hasSize(12);
      for (String[] pair : READ) {
        assertThat(contrast(lights, pair))
            .as("%s on %s", (Object[]) pair)
            .isGreaterThanOrEqualTo(4.5);
      }
      for (String[] pair : SEEN) {
        assertThat(contrast(lights, pair))
            .as("%s on %s", (Object[]) pair)
            .isGreaterThanOrEqualTo(3.0);
      }
    }
  }

  private static double contrast(Map<String, Double> lights, String[] pair) {
    double one = lights.getOrDefault(pair[0], Double.NaN);
    double other = lights.getOrDefault(pair[1], Double.NaN);
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  }

  private static Map<String, Double> lights(String css) {
    Map<String, Double> lights = new HashMap<>();
    Matcher colours = COLOUR.matcher(css);
    while (colours.find()) {
      lights.put(colours.group(1), light(Integer.parseInt(colours.group(2), 16)));
    }
    return lights;
  }

  /** Relative luminance, by WCAG's definition. */
  private static double light(int rgb) {
    return 0.2126 * linear(rgb >> 16 & 255)
        + 0.7152 * linear(rgb >> 8 & 255)
        + 0.0722 * linear(rgb & 255);
  }

  private static double linear(int part) {
    double share = part / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }
}
