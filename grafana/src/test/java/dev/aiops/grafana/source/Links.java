/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana.source;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Pattern;

/** Links to dashboards: they carry the time range, the data source and the filters along. */
final class Links {

  private static final Pattern FIELD = Pattern.compile("(?<!\\$)\\{([A-Za-z]+)}");

  private final List<String> variables;

  Links(List<String> variables) {
    this.variables = variables;
  }

  /** The links of a panel: all that its number is made of. */
  ArrayNode ofPanel(Section panel) {
    ArrayNode links = Js.array();
    panel.find("to").ifPresent(to -> links.add(link("More", url(to))));
    return links;
  }

  /** A link of a column, as {@code Run -> aiops-run?var-run={RunId}}. */
  ArrayNode ofColumn(String target) {
    return Js.array().add(link("Open", url(target)));
  }

  private static ObjectNode link(String title, String url) {
    return Js.object().put("title", title).put("url", url).put("targetBlank", false);
  }

  private String url(String target) {
    String fields = FIELD.matcher(target).replaceAll("\\${__data.fields.$1:percentencode}");
    return target.startsWith("aiops-") ? dashboard(fields) : fields;
  }

  private String dashboard(String target) {
    StringBuilder url = new StringBuilder("/d/").append(target);
    url.append(target.contains("?") ? "&" : "?").append("var-datasource=${datasource}");
    if (!target.contains("from=")) {
      url.append("&${__url_time_range}");
    }
    variables.stream()
        .filter(Variables.FILTERS::contains)
        .filter(name -> !target.contains("var-" + name + "="))
        .forEach(name -> url.append("&${").append(name).append(":queryparam}"));
    return url.toString();
  }
}
