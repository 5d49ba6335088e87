/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** How the values of a panel look. */
final class Fields {

  private static final JsonNode STATES =
      Js.of(
          """
          [{'type':'value','options':{
            'ok':{'color':'green'}, 'priced':{'color':'green'}, 'APPROVED':{'color':'green'}, 'EXECUTED':{'color':'green'},
            'running':{'color':'blue'}, 'CONSUMED':{'color':'blue'},
            'waiting_approval':{'color':'yellow','text':'waiting for a person'}, 'PENDING':{'color':'yellow'}, 'EXPIRED':{'color':'yellow'},
            'estimated':{'color':'yellow'}, 'cancelled':{'color':'text'}, 'CANCELLED':{'color':'text'},
            'error':{'color':'red'}, 'refused':{'color':'orange'}, 'cut':{'color':'orange'}, 'abandoned':{'color':'orange'},
            'FAILED':{'color':'red'}, 'DENIED':{'color':'orange'}, 'REVOKED':{'color':'orange'}, 'unpriced':{'color':'orange'},
            'PASS':{'color':'green'}, 'REGRESSION':{'color':'red'}, 'INCONCLUSIVE':{'color':'yellow'}, 'REFUSED':{'color':'orange'},
            'REFERENCE':{'color':'blue'}, 'not_applicable':{'color':'text','text':'does not apply'}, 'unknown':{'color':'yellow'},
            'lost':{'color':'purple'}, 'OUTCOME_UNKNOWN':{'color':'purple'}}}]
          """);

  /** Columns with these names are coloured by state. */
  private static final List<String> STATE_COLUMNS =
      List.of("Status", "State", "Outcome", "Verdict");

  private final Links links;

  Fields(Links links) {
    this.links = links;
  }

  ObjectNode of(Section panel, String type) {
    ObjectNode config = Js.object();
    config.set("defaults", defaults(panel, type));
    config.set("overrides", overrides(panel, type));
    return config;
  }

  private ObjectNode defaults(Section panel, String type) {
    ObjectNode defaults = Js.object();
    defaults.put("unit", panel.get("unit")).put("noValue", panel.get("empty"));
    panel.find("decimals").ifPresent(n -> defaults.put("decimals", Integer.parseInt(n)));
    panel.find("max").ifPresent(n -> defaults.put("max", Double.parseDouble(n)));
    panel.find("series").ifPresent(s -> defaults.put("displayName", "${__field.labels." + s + "}"));
    defaults.set("color", Js.object().put("mode", colour(panel, type)));
    defaults.set("thresholds", thresholds(panel.list("thresholds")));
    defaults.set("mappings", isByState(type) ? STATES : Js.array());
    defaults.set("custom", custom(panel, type));
    defaults.set("links", links.ofPanel(panel));
    return defaults;
  }

  private static boolean isByState(String type) {
    return type.equals("state-timeline");
  }

  private static String colour(Section panel, String type) {
    boolean byValue = type.equals("stat") || type.equals("bargauge") || type.equals("table");
    return byValue || panel.find("thresholds").isPresent() ? "thresholds" : "palette-classic";
  }

  /** As {@code green, yellow 0.8, red 1}; text where nothing is good or bad. */
  private static ObjectNode thresholds(List<String> steps) {
    ArrayNode all = Js.array();
    for (String step : steps.isEmpty() ? List.of("text") : steps) {
      String[] parts = step.split(" ", 2);
      ObjectNode one = all.addObject().put("color", parts[0]);
      if (parts.length > 1) {
        one.put("value", Double.parseDouble(parts[1]));
      } else {
        one.putNull("value");
      }
    }
    ObjectNode thresholds = Js.object().put("mode", "absolute");
    thresholds.set("steps", all);
    return thresholds;
  }

  private static JsonNode custom(Section panel, String type) {
    return switch (type) {
      case "timeseries" -> line(panel.find("draw").orElse("line"));
      case "table" -> Js.of("{'align':'auto','filterable':true}");
      case "state-timeline" -> Js.of("{'fillOpacity':80,'lineWidth':0}");
      default -> Js.object();
    };
  }

  private static JsonNode line(String draw) {
    return draw.equals("bars")
        ? Js.of(
            "{'drawStyle':'bars','fillOpacity':80,'lineWidth':0,'showPoints':'never','stacking':{'mode':'normal','group':'A'}}")
        : Js.of(
            "{'drawStyle':'line','fillOpacity':10,'lineWidth':2,'showPoints':'auto','spanNulls':false,'stacking':{'mode':'none','group':'A'}}");
  }

  private ArrayNode overrides(Section panel, String type) {
    ArrayNode all = Js.array();
    if (type.equals("table")) {
      STATE_COLUMNS.forEach(name -> all.add(override(name, states())));
    }
    panel.all("column").stream()
        .map(Fields::split)
        .forEach(c -> all.add(override(c.getKey(), looks(c.getValue()))));
    panel.all("link").stream()
        .map(Fields::split)
        .forEach(c -> all.add(override(c.getKey(), linked(c.getValue()))));
    return all;
  }

  private static Map.Entry<String, String> split(String line) {
    String[] parts = line.split("\\s+(?:=|->)\\s+", 2);
    return Map.entry(parts[0], parts[1]);
  }

  private static ObjectNode override(String column, ArrayNode properties) {
    ObjectNode override = Js.object();
    override.set("matcher", Js.object().put("id", "byName").put("options", column));
    override.set("properties", properties);
    return override;
  }

  private static ArrayNode states() {
    ArrayNode properties = Js.array();
    properties.add(property("mappings", STATES));
    properties.add(property("custom.cellOptions", Js.of("{'type':'color-text'}")));
    return properties;
  }

  private ArrayNode linked(String target) {
    return Js.array().add(property("links", links.ofColumn(target)));
  }

  /** As {@code currencyUSD, decimals 4, steps green|red 1}, or {@code hidden}. */
  private static ArrayNode looks(String spec) {
    ArrayNode properties = Js.array();
    for (String look : spec.split(",\\s*", -1)) {
      String[] parts = look.split(" ", 2);
      if (look.equals("hidden")) {
        // older Grafanas read the first, newer ones the second
        properties.add(property("custom.hidden", Js.of("true")));
        properties.add(property("custom.hideFrom.viz", Js.of("true")));
      } else {
        properties.add(look(parts[0], parts.length > 1 ? parts[1] : ""));
      }
    }
    return properties;
  }

  private static ObjectNode look(String name, String value) {
    return switch (name) {
      case "decimals" -> property("decimals", Js.of(value));
      case "steps" -> property("thresholds", thresholds(List.of(value.split("\\|", -1))));
      case "cell" -> property("custom.cellOptions", Js.of("{'type':'" + value + "'}"));
      default -> property("unit", Js.of("'" + name + "'"));
    };
  }

  private static ObjectNode property(String id, JsonNode value) {
    ObjectNode property = Js.object().put("id", id);
    property.set("value", value);
    return property;
  }
}
