/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/** A dashboard's JSON from its source. */
public final class Board {

  private static final JsonNode STAT =
      Js.of(
          "{'reduceOptions':{'calcs':['lastNotNull'],'fields':'','values':false},'colorMode':'value','graphMode':'none','textMode':'auto','orientation':'auto','justifyMode':'auto'}");
  private static final JsonNode LINES =
      Js.of(
          "{'legend':{'displayMode':'list','placement':'bottom','showLegend':true,'calcs':[]},'tooltip':{'mode':'multi','sort':'desc'}}");
  private static final JsonNode TABLE = Js.of("{'showHeader':true,'cellHeight':'sm'}");
  private static final JsonNode STATES =
      Js.of(
          "{'mergeValues':true,'showValue':'auto','alignValue':'left','rowHeight':0.9,'legend':{'displayMode':'list','placement':'bottom','showLegend':true},'tooltip':{'mode':'single','sort':'none'}}");
  private static final JsonNode BARS =
      Js.of(
          "{'reduceOptions':{'calcs':['lastNotNull'],'fields':'','values':true},'displayMode':'basic','orientation':'horizontal','showUnfilled':true}");

  private static final int TEXT_WIDTH = 12;
  private static final int TEXT_HEIGHT = 8;

  private final Snippets snippets;
  private final List<Section> sections;
  private final Layout layout = new Layout();
  private final Fields fields;

  private Board(Snippets snippets, List<Section> sections) {
    this.snippets = snippets;
    this.sections = sections;
    this.fields = new Fields(new Links(sections.get(0).list("variables")));
  }

  /** The text of a dashboard file from a source file. */
  public static String json(Path source, Path shared, Properties thresholds) throws IOException {
    Snippets snippets = Snippets.read(shared, thresholds);
    return Js.text(new Board(snippets, SourceFile.read(source)).dashboard());
  }

  private ObjectNode dashboard() throws IOException {
    Section head = sections.get(0);
    ObjectNode board = Js.object();
    board.put("uid", head.get("uid")).put("title", head.title());
    board.put("description", head.get("description"));
    board.set("tags", Js.of("['aiops']"));
    board.put("schemaVersion", 39).put("version", 1).put("editable", false).put("graphTooltip", 1);
    board.put("timezone", "utc").put("refresh", head.find("refresh").orElse(""));
    board.set("time", Js.object().put("from", head.get("from")).put("to", "now"));
    board.set("timepicker", Js.object());
    board.set("annotations", annotations(head));
    board.set("links", otherDashboards());
    board.set("templating", Js.object().set("list", Variables.of(head)));
    board.set("panels", panels());
    return board;
  }

  private static JsonNode otherDashboards() {
    return Js.of(
        "[{'type':'dashboards','tags':['aiops'],'asDropdown':true,'includeVars':true,'keepTime':true,'targetBlank':false,'title':'AI Ops','icon':'external link','tooltip':'','url':''}]");
  }

  private ObjectNode annotations(Section head) {
    ArrayNode all = Js.array();
    all.add(
        Js.of(
            "{'builtIn':1,'datasource':{'type':'grafana','uid':'-- Grafana --'},'enable':true,'hide':true,'iconColor':'rgba(0, 211, 255, 1)','name':'Annotations & Alerts','type':'dashboard'}"));
    if (head.find("releases").isPresent()) {
      all.add(releases());
    }
    return Js.object().set("list", all);
  }

  private ObjectNode releases() {
    ObjectNode one = Js.object().put("name", "New versions of agents").put("enable", true);
    one.put("iconColor", "blue").put("hide", false);
    one.set("datasource", Js.datasource());
    String sql = snippets.in("@releases");
    one.set("target", target(sql, 1));
    return one;
  }

  private ArrayNode panels() throws IOException {
    ArrayNode all = Js.array();
    if (sections.get(0).find("runbook").isPresent()) {
      Runbook.panels()
          .forEach(text -> all.add(text.set("gridPos", layout.place(TEXT_WIDTH, TEXT_HEIGHT))));
    }
    int id = 1;
    for (Section section : sections.subList(1, sections.size())) {
      all.add(section.kind().equals("row") ? row(section, id) : panel(section, id));
      id++;
    }
    return all;
  }

  private ObjectNode row(Section row, int id) {
    ObjectNode json = Js.object().put("id", id).put("type", "row").put("title", row.title());
    json.put("collapsed", false).set("gridPos", layout.row());
    json.set("panels", Js.array());
    return json;
  }

  private ObjectNode panel(Section panel, int id) {
    String[] type = panel.get("type").split("[ x]", 3);
    ObjectNode json = Js.object().put("id", id).put("type", type[0]).put("title", panel.title());
    json.put("description", panel.get("description"));
    json.set("datasource", Js.datasource());
    json.set("gridPos", layout.place(Integer.parseInt(type[1]), Integer.parseInt(type[2])));
    json.set("fieldConfig", fields.of(panel, type[0]));
    json.set("options", options(type[0]));
    json.set("targets", Js.array().add(target(snippets.in(panel.sql()), format(type[0]))));
    return json;
  }

  private static JsonNode options(String type) {
    return switch (type) {
      case "stat" -> STAT;
      case "timeseries" -> LINES;
      case "table" -> TABLE;
      case "state-timeline" -> STATES;
      case "bargauge" -> BARS;
      case "traces" -> Js.object();
      default -> throw new IllegalArgumentException("no panel of type " + type);
    };
  }

  private static int format(String type) {
    return switch (type) {
      case "timeseries" -> 0;
      case "traces" -> 3;
      default -> 1;
    };
  }

  private static ObjectNode target(String sql, int format) {
    String type = format == 0 ? "timeseries" : format == 3 ? "traces" : "table";
    ObjectNode target = Js.object().put("refId", "A");
    target.set("datasource", Js.datasource());
    target.put("editorType", "sql").put("format", format).put("queryType", type);
    return target.put("pluginVersion", "4.20.0").put("rawSql", sql);
  }

  /** Panels from left to right, and below where no place is left. */
  private static final class Layout {
    private static final int WIDTH = 24;
    private int x;
    private int y;
    private int bottom;

    ObjectNode row() {
      x = 0;
      y = bottom;
      bottom = y + 1;
      ObjectNode place = at(WIDTH, 1);
      y = bottom;
      return place;
    }

    ObjectNode place(int width, int height) {
      if (x + width > WIDTH) {
        x = 0;
        y = bottom;
      }
      ObjectNode place = at(width, height);
      x += width;
      bottom = Math.max(bottom, y + height);
      return place;
    }

    private ObjectNode at(int width, int height) {
      return Js.object().put("h", height).put("w", width).put("x", x).put("y", y);
    }
  }
}
