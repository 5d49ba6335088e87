/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.eval.compare.Gate.Better;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class ReportsTest {
  private static final String NASTY = "a|b <script> & \"c\"\u0001";

  @Test
  void exitCode_ofVerdicts_isTheWorst() {
    assertThat(report("good").exitCode()).isEqualTo(Report.PASS);
    assertThat(report("good", "few").exitCode()).isEqualTo(Report.UNKNOWN);
    assertThat(report("good", "absent").exitCode()).isEqualTo(Report.UNKNOWN);
    assertThat(report("few", "absent", "worse").exitCode()).isEqualTo(Report.REGRESSION);
  }

  @Test
  void markdown_ofARegression_namesItAndItsInterval() {
    String text = new MarkdownReport(report("good", "worse", "few", "absent")).text();

    assertThat(text).startsWith("## REGRESSION: worse\n");
    assertThat(text)
        .contains("| worse | **REGRESSION** | 1 | 0.8 | -0.2 | -0.2346 to -0.1638 |")
        .contains("| good | **PASS** |", "| few | **INCONCLUSIVE** |", "| absent | **REFUSED** |")
        .contains("Holm over 4 evaluators at 0.05, power 0.8, one look.")
        .contains("- worse: paired: McNemar mid-p")
        .contains("- absent: not compared: the reference has no scores")
        .contains("- differs: model: small -> large");
    assertThat(text.lines().filter(line -> line.startsWith("|")))
        .hasSize(6)
        .allSatisfy(line -> assertThat(line.chars().filter(c -> c == '|').count()).isEqualTo(12));
  }

  @Test
  void markdown_ofANight_saysWhichLookItIs() {
    Arm arm = arm("night", "small", 0);
    Gate gate = new Gate("good", new Scale.Binary(), Better.HIGHER, 0.05);

    assertThat(new MarkdownReport(Comparison.of(arm, arm, List.of(gate), Plan.nightly(3))).text())
        .startsWith("## PASS: nothing became worse")
        .contains("look 3 at this reference");
  }

  @Test
  void markdown_ofNames_cannotEndACellOrOpenATag() {
    String text = new MarkdownReport(report(NASTY)).text();

    assertThat(text).contains("a\\|b \\<script>").doesNotContain(" <script>");
  }

  @Test
  void junit_ofVerdicts_failsForARegressionAndErrsForWhatIsUnknown() throws Exception {
    Element suite = xml(report("good", "worse", "few", "absent", NASTY)).getDocumentElement();

    assertThat(suite.getAttribute("tests")).isEqualTo("5");
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    assertThat(suite.getAttribute("errors")).isEqualTo("3");
    assertThat(suite.getElementsByTagName("skipped").getLength()).isZero();
    Element failure = (Element) suite.getElementsByTagName("failure").item(0);
    assertThat(((Element) failure.getParentNode()).getAttribute("name")).isEqualTo("worse");
    assertThat(failure.getAttribute("message"))
        .startsWith("REGRESSION: effect -0.2, 95 % interval -0.2346 to -0.1638");
    Element error = (Element) suite.getElementsByTagName("error").item(0);
    assertThat(error.getAttribute("message")).contains("INCONCLUSIVE", "more needed");
  }

  private static Report report(String... evaluators) {
    List<Gate> gates =
        List.of(evaluators).stream()
            .map(name -> new Gate(name, new Scale.Binary(), Better.HIGHER, 0.05))
            .toList();
    return Comparison.of(
        arm("prompt v1", "small", 0), arm("prompt v2", "large", 100), gates, Plan.gate());
  }

  private static Arm arm(String name, String model, int worse) {
    List<Scored> scores =
        IntStream.range(0, 500)
            .boxed()
            .flatMap(
                i ->
                    List.of(
                        Scored.of("case-" + i, "good", "v1", 1),
                        Scored.of("case-" + i, "worse", "v1", i < worse ? 0 : 1),
                        Scored.of(
                            "case-" + i % 20 + "-" + i / 20, i < 20 ? "few" : "many", "v1", 1))
                        .stream())
            .toList();
    return new Arm(name, new TreeMap<>(Map.of("model", model, "prices", "2026-11")), scores);
  }

  private static Document xml(Report report) throws Exception {
    byte[] bytes = new JUnitReport(report).xml().getBytes(StandardCharsets.UTF_8);
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(bytes));
  }
}
