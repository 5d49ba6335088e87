/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aiops.approval.serve.TestBrowser.Answer;
import dev.aiops.approval.serve.TestService.Reply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What agents ask for and people decide in the tests of the pages. */
final class Decisions {

  private final People people;

  Decisions(People people) {
    this.people = people;
  }

  /** The id of an approval that now waits. */
  String ask(String tool, @Nullable String requester, String run, String arguments)
      throws Exception {
    return send(ApprovalAgent.request(tool, requester, run, arguments));
  }

  /** Of a run of its own, by nobody that is known. */
  String ask(String tool, String arguments) throws Exception {
    return ask(tool, null, run(), arguments);
  }

  String askWithInput(String tool, String arguments, String input) throws Exception {
    String plain = ApprovalAgent.request(tool, null, run(), arguments);
    ObjectNode body = (ObjectNode) Contract.JSON.readTree(plain);
    return send(body.put("run_input", input).toString());
  }

  /** Of a tool of whose server the agent knows what it says. */
  String askHinted(String tool, String arguments, String hints) throws Exception {
    String plain = ApprovalAgent.request(tool, null, run(), arguments);
    ObjectNode body = (ObjectNode) Contract.JSON.readTree(plain);
    return send(body.set("hints", Contract.JSON.readTree(hints)).toString());
  }

  private String send(String body) throws Exception {
    Reply reply = people.service.post(people.service.support, "/v1/approvals", body);
    return reply.body().path("approval").path("id").asText();
  }

  static String run() {
    return UUID.randomUUID().toString();
  }

  /** How an agent sees it. */
  Reply seen(String id) throws Exception {
    return people.service.get(people.service.support, "/v1/approvals/" + id);
  }

  String state(String id) throws Exception {
    return seen(id).body().path("approval").path("state").asText();
  }

  /** As an agent that is about to run what was approved. */
  Reply consume(String id) throws Exception {
    String body = ApprovalAgent.consume(seen(id).body().path("approval"));
    return people.service.post(people.service.support, "/v1/approvals/" + id + "/consume", body);
  }

  TestBrowser signedIn(String name) throws Exception {
    return people.browser().signedIn(name, People.PASSWORD);
  }

  static Answer detail(TestBrowser browser, String id) throws Exception {
    return browser.get("/approvals/" + id);
  }

  /** What the form of a page sends with one of its buttons. */
  static Map<String, String> form(Answer page, String decision, String reason) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String name : List.of("csrf", "request", "version", "shown")) {
      fields.put(name, page.field(name));
    }
    if (!page.page().select("textarea[name=arguments]").isEmpty()) {
      fields.put("arguments", page.element("textarea[name=arguments]").wholeText());
    }
    fields.put("decision", decision);
    fields.put("reason", reason);
    return fields;
  }

  static Answer send(TestBrowser browser, String id, Map<String, String> form) throws Exception {
    return browser.post("/approvals/" + id + "/decide", form);
  }

  /** Opens the page and presses a button of its form. */
  static Answer decide(TestBrowser browser, String id, String decision, String reason)
      throws Exception {
    return send(browser, id, form(detail(browser, id), decision, reason));
  }
}
