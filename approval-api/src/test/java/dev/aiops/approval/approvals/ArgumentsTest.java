/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.approvals;

import static dev.aiops.approval.approvals.Fixtures.arguments;
import static dev.aiops.approval.approvals.Fixtures.refund;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {

  /** The example of RFC 8785, section 3.2.4, without its number that no double holds. */
  @Test
  void canonicalForm_isThatOfTheStandard() {
    String sent =
        "{'numbers':[4.50,2e-3,0.000000000000000000000000001],"
            + "'string':'\\u20ac$\\u000F\\u000aA\\'\\u0042\\u0022\\u005c\\\\\\\"\\/',"
            + "'literals':[null,true,false]}";
    assertThat(arguments(sent.replace("\\'", "\\u0027")).json())
        .isEqualTo(
            "{\"literals\":[null,true,false],\"numbers\":[4.5,0.002,1e-27],"
                + "\"string\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
  }

  @Test
  void keys_areSortedByUtf16() {
    assertThat(arguments("{'\\ud83d\\ude00':1,'\\ufb33':2,'b':3,'a':{'d':1,'c':2}}").json())
        .isEqualTo("{\"a\":{\"c\":2,\"d\":1},\"b\":3,\"\ud83d\ude00\":1,\"\ufb33\":2}");
  }

  @Test
  void sameNumbers_haveOneForm() {
    assertThat(arguments("{'a':1.0,'b':100e-2,'c':-0}").json())
        .isEqualTo("{\"a\":1,\"b\":1,\"c\":0}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'a':9007199254740993}",
        "{'a':-9007199254740993}",
        "{'a':1e400}",
        "{'a':1e22}",
        "{'a':100.00000000000000001}",
        "{'a':0.1234567890123456789}",
        "{'a':'\\ud800'}",
        "{'\\udc00':1}",
        "[1]",
        "5"
      })
  void whatReadersTakeDifferently_isRefused(String sent) {
    assertThatThrownBy(() -> arguments(sent)).isInstanceOf(UnreadableArgumentsException.class);
  }

  @Test
  void depthAndSize_areBounded() {
    assertThat(arguments("{'a':" + "[".repeat(63) + "]".repeat(63) + "}")).isNotNull();
    assertThatThrownBy(() -> arguments("{'a':" + "[".repeat(64) + "]".repeat(64) + "}"))
        .hasMessage("arguments are nested deeper than 64");
    assertThat(arguments("{'a':'" + "x".repeat(65_528) + "'}")).isNotNull();
    assertThatThrownBy(() -> arguments("{'a':'" + "x".repeat(65_529) + "'}"))
        .hasMessage("arguments have more than 65536 bytes");
  }

  @Test
  void hash_changesWithEveryPartThatIsHashed() {
    Action base = refund("{'amount':5,'to':{'id':'7'}}");
    Set<String> hashes = new LinkedHashSet<>();
    hashes.add(base.hash());
    for (String changed :
        new String[] {
          "{'amount':5.01,'to':{'id':'7'}}",
          "{'amount':'5','to':{'id':'7'}}",
          "{'amount':5,'to':{'id':7}}",
          "{'amount':5,'to':{'id':'7','x':null}}",
          "{'amount':5}"
        }) {
      hashes.add(refund(changed).hash());
    }
    Arguments same = base.arguments();
    hashes.add(
        new Action("shop-web", "live", "cx", "bot", "refund", "", "ruth", same, null).hash());
    hashes.add(
        new Action("shop-api", "test", "cx", "bot", "refund", "", "ruth", same, null).hash());
    hashes.add(
        new Action("shop-api", "live", "cx", "bob", "refund", "", "ruth", same, null).hash());
    hashes.add(
        new Action("shop-api", "live", "cx", "bot", "refunds", "", "ruth", same, null).hash());
    hashes.add(
        new Action("shop-api", "live", "cx", "bot", "refund", "ab".repeat(32), "ruth", same, null)
            .hash());
    assertThat(hashes).hasSize(11);
    assertThat(refund("{'to':{'id':'7'},'amount':5.0}").hash()).isEqualTo(base.hash());
  }

  /** The agent computes the same; its tests have this value, too. */
  @Test
  void hash_ofAKnownAction_isFixed() {
    assertThat(refund("{'amount':250,'order':'A-17'}").hash())
        .isEqualTo("a2a06fef57ddac7aa6f75ff6f832e601f5dcc17aafeaa5550131abceb47791cb");
  }
}
