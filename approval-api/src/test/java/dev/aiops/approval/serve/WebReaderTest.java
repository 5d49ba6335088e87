/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.approval.access.OidcSettings;
import dev.aiops.approval.access.User;
import dev.aiops.approval.access.UserFile;
import dev.aiops.approval.web.WebSettings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebReaderTest {

  @TempDir Path directory;

  private final List<String> problems = new ArrayList<>();

  @Test
  void environment_empty_letsNobodySignIn() {
    WebSettings web = read(Map.of());
    assertThat(problems).isEmpty();
    assertThat(web).isEqualTo(WebSettings.NONE);
  }

  @Test
  void grafana_isAnAddress_andEndsWithoutASlash() {
    assertThat(read(Map.of("GRAFANA_URL", "http://grafana.example:3000/g/")).grafana())
        .contains(URI.create("http://grafana.example:3000/g"));
    assertThat(problems).isEmpty();
    assertThat(read(Map.of("GRAFANA_URL", "javascript:alert(1)")).grafana()).isEmpty();
    assertThat(problems)
        .containsExactly("GRAFANA_URL must be an http or https address, got javascript:alert(1)");
  }

  @Test
  void environment_whole_isRead() throws Exception {
    Path users = directory.resolve("users.jsonl");
    UserFile.add(users, User.of("ana", "a sentence of hers", Set.of()));
    Path secret = Files.writeString(directory.resolve("secret"), "s3cret\n");
    WebSettings web =
        read(
            Map.of(
                "AIOPS_USERS_FILE", users.toString(),
                "AIOPS_PUBLIC_URL", "https://ops.example.com",
                "AIOPS_PROXY_ADDRESSES", "10.0.0.1, 10.0.0.2",
                "AIOPS_OIDC_ISSUER", "https://login.example.com/realms/x",
                "AIOPS_OIDC_CLIENT_ID", "aiops",
                "AIOPS_OIDC_CLIENT_SECRET_FILE", secret.toString(),
                "AIOPS_OIDC_ROLES_CLAIM", "groups",
                "AIOPS_OIDC_ROLES_MAP", "ops-leads=admin, team:fin=eu=finance"));
    assertThat(problems).isEmpty();
    assertThat(web.proxies()).containsExactlyInAnyOrder("10.0.0.1", "10.0.0.2");
    assertThat(web.users()).contains(users);
    OidcSettings oidc = web.oidc().orElseThrow();
    assertThat(oidc.roles()).isEqualTo(Map.of("ops-leads", "admin", "team:fin=eu", "finance"));
    assertThat(oidc.scopes()).containsExactlyInAnyOrder("openid", "profile");
    assertThat(oidc.rolesClaim()).isEqualTo("groups");
    assertThat(oidc.nameClaim()).isNull();
    assertThat(oidc.secret()).isEqualTo("s3cret");
    assertThat(oidc.toString()).doesNotContain("s3cret");
  }

  @Test
  void environment_wrong_listsEveryProblem() {
    read(
        Map.of(
            "AIOPS_USERS_FILE", directory.resolve("none").toString(),
            "AIOPS_PUBLIC_URL", "http://ops.example.com",
            "AIOPS_OIDC_ISSUER", "https://login.example.com"));
    assertThat(problems)
        .containsExactly(
            "AIOPS_USERS_FILE: "
                + directory.resolve("none")
                + " is no file that can be read: make it with user add",
            "AIOPS_PUBLIC_URL must be an https address, got http://ops.example.com",
            "AIOPS_OIDC_CLIENT_ID is not set: register us at the provider, and name the id");
  }

  @Test
  void address_onThisMachine_needsNoTls_andNoneHasAPath() {
    assertThat(read(Map.of("AIOPS_PUBLIC_URL", "http://localhost:9000")).publicUrl())
        .contains(URI.create("http://localhost:9000"));
    assertThat(problems).isEmpty();
    for (String url :
        List.of(
            "ops.example.com",
            "https://",
            "https://a b",
            "ftp://x",
            "https://x?y",
            "https://x/y")) {
      problems.clear();
      read(Map.of("AIOPS_PUBLIC_URL", url));
      assertThat(problems).as(url).hasSize(1);
    }
  }

  @Test
  void secret_missingOrEmpty_isAProblem() throws Exception {
    Path empty = Files.writeString(directory.resolve("empty"), " \n");
    for (String file : List.of(empty.toString(), directory.resolve("none").toString())) {
      problems.clear();
      read(
          Map.of(
              "AIOPS_OIDC_ISSUER", "https://login.example.com",
              "AIOPS_OIDC_CLIENT_ID", "aiops",
              "AIOPS_OIDC_CLIENT_SECRET_FILE", file));
      assertThat(problems).hasSize(1);
      assertThat(problems.get(0)).startsWith("AIOPS_OIDC_CLIENT_SECRET_FILE: " + file);
    }
  }

  private WebSettings read(Map<String, String> environment) {
    return new WebReader(environment, problems).read(Duration.ofSeconds(15));
  }
}
