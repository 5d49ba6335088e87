/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.compare;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A report for CI, as JUnit XML: one case an evaluator. A regression is a failure; what is not
 * known is an error, for a skipped case would be read as a pass.
 */
public final class JUnitReport {
  private final Report report;

  /** Of this report. */
  public JUnitReport(Report report) {
    this.report = report;
  }

  /** The document, to be written as UTF-8. */
  public String xml() {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
      write(xml);
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a string took no XML", e);
    }
    return text.toString();
  }

  private void write(XMLStreamWriter xml) throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeStartElement("testsuite");
    attribute(xml, "name", "eval: " + suite());
    attribute(xml, "tests", Integer.toString(report.lines().size()));
    attribute(xml, "failures", Long.toString(count(true)));
    attribute(xml, "errors", Long.toString(count(false)));
    for (Report.Line line : report.lines()) {
      writeCase(xml, line);
    }
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  private String suite() {
    return report.reference().name() + " -> " + report.candidate().name();
  }

  private long count(boolean failures) {
    return report.lines().stream()
        .map(Report.Line::verdict)
        .filter(verdict -> !(verdict instanceof Verdict.Pass))
        .filter(verdict -> verdict instanceof Verdict.Regression == failures)
        .count();
  }

  private void writeCase(XMLStreamWriter xml, Report.Line line) throws XMLStreamException {
    xml.writeStartElement("testcase");
    attribute(xml, "classname", suite());
    attribute(xml, "name", line.gate().evaluator());
    Verdict verdict = line.verdict();
    if (!(verdict instanceof Verdict.Pass)) {
      xml.writeStartElement(verdict instanceof Verdict.Regression ? "failure" : "error");
      attribute(xml, "type", verdict.name());
      attribute(xml, "message", message(line));
      xml.writeEndElement();
    }
    xml.writeStartElement("system-out");
    xml.writeCharacters(printable(message(line)));
    xml.writeEndElement();
    xml.writeEndElement();
  }

  private static String message(Report.Line line) {
    if (line.verdict() instanceof Verdict.Refused refused) {
      return "REFUSED: " + refused.reason();
    }
    Verdict.Compared compared = (Verdict.Compared) line.verdict();
    Measured measured = compared.measured();
    String needed =
        compared instanceof Verdict.Inconclusive open
            ? ", " + open.stillNeeded() + " more needed"
            : "";
    return compared.name()
        + ": effect "
        + Figures.signed(measured.effect())
        + ", 95 % interval "
        + Figures.interval(measured.interval())
        + ", corrected "
        + Figures.interval(measured.corrected())
        + ", margin "
        + Figures.number(line.gate().margin())
        + ", n "
        + Figures.n(measured)
        + needed
        + " ("
        + measured.method()
        + ")";
  }

  private static void attribute(XMLStreamWriter xml, String name, String value)
      throws XMLStreamException {
    xml.writeAttribute(name, printable(value));
  }

  /** XML has no way to write most control characters. */
  private static String printable(String text) {
    return text.replaceAll("[\\p{Cntrl}&&[^\\t\\n\\r]]|[\\uFFFE\\uFFFF]|[\\uD800-\\uDFFF]", "?");
  }
}
