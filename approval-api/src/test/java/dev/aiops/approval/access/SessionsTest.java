/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.approval.access.Sessions.Limits;
import dev.aiops.approval.access.Sessions.Login;
import dev.aiops.approval.access.Sessions.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionsTest {

  private static final String HERE = "192.0.2.1";
  private static final User ANA = User.of("ana", "a sentence of ana", Set.of("finance"));

  private final TestClock clock = new TestClock();
  private Users users = new Users(List.of(ANA));
  private final Sessions sessions = new Sessions(Limits.DEFAULT, () -> users, clock);

  @Test
  void session_opened_isFoundByItsIdAlone() {
    String id = open();
    Person person = find(id).orElseThrow().person();
    assertThat(person.name()).isEqualTo("ana");
    assertThat(person.roles()).containsExactly("finance");
    assertThat(person.session()).isEqualTo(Secret.sha256(id)).isNotEqualTo(id);
    assertThat(find(id + "x")).isEmpty();
    assertThat(sessions.find(null, HERE)).isEmpty();
    assertThat(find(Secret.sha256(id))).as("the hash opens nothing").isEmpty();
    assertThat(id).hasSize(22).isNotEqualTo(open());
  }

  @Test
  void session_idle_ends_andOneThatIsUsedDoesNot() {
    String id = open();
    clock.advance(Duration.ofMinutes(29));
    assertThat(find(id)).isPresent();
    clock.advance(Duration.ofMinutes(29));
    assertThat(find(id)).isPresent();
    clock.advance(Duration.ofMinutes(30));
    assertThat(find(id)).isEmpty();
  }

  @Test
  void session_old_endsHoweverBusy() {
    String id = open();
    for (int i = 0; i < 47; i++) {
      clock.advance(Duration.ofMinutes(15));
      assertThat(find(id)).isPresent();
    }
    clock.advance(Duration.ofMinutes(15));
    assertThat(find(id)).as("after 12 h").isEmpty();
  }

  @Test
  void session_ofAUserWhoIsChangedRemovedOrDisabled_endsAtOnce() {
    for (List<User> after :
        List.of(
            List.of(ANA.withRoles(Set.of())),
            List.of(ANA.withDisabled(true)),
            List.of(ANA.withPassword("another sentence")),
            List.<User>of())) {
      users = new Users(List.of(ANA));
      String id = open();
      assertThat(find(id)).isPresent();
      users = new Users(after);
      assertThat(find(id)).as(after.toString()).isEmpty();
      users = new Users(List.of(ANA));
      assertThat(find(id)).as("it does not come back").isEmpty();
    }
  }

  @Test
  void session_ended_isNoMore_andTheOthersStay() {
    String one = open();
    String other = open();
    sessions.end(one);
    assertThat(find(one)).isEmpty();
    assertThat(find(other)).isPresent();
  }

  @Test
  void sessions_areBounded_andTheLongestIdleEnds() {
    Sessions two =
        new Sessions(new Limits(Duration.ofHours(1), Duration.ofHours(2), 2), () -> users, clock);
    String first = two.open(Login.of(ANA, clock.instant(), HERE));
    String second = two.open(Login.of(ANA, clock.instant(), HERE));
    assertThat(two.find(first, HERE)).isPresent();
    String third = two.open(Login.of(ANA, clock.instant(), HERE));
    assertThat(two.find(second, HERE)).isEmpty();
    assertThat(two.find(first, HERE)).isPresent();
    assertThat(two.find(third, HERE)).isPresent();
  }

  @Test
  void token_isOfItsSession() {
    Session one = find(open()).orElseThrow();
    Session other = find(open()).orElseThrow();
    assertThat(one.isToken(one.csrf())).isTrue();
    assertThat(one.isToken(other.csrf())).isFalse();
    assertThat(one.isToken("")).isFalse();
    assertThat(one.toString()).doesNotContain(one.csrf());
  }

  @Test
  void person_isRecentlyAuthenticated_orNot_orNobodyKnows() {
    Instant now = clock.instant();
    Person person = find(open()).orElseThrow().person();
    Duration five = Duration.ofMinutes(5);
    assertThat(person.authenticatedWithin(five, now.plus(five))).isTrue();
    assertThat(person.authenticatedWithin(five, now.plus(five).plusMillis(1))).isFalse();
    assertThat(person.authenticatedWithin(five, now.minusSeconds(1))).isFalse();
    Person unknown =
        new Person("b", "b", Set.of(), Person.Method.OIDC, null, person.session(), HERE);
    assertThat(unknown.authenticatedWithin(Duration.ofDays(9999), now)).isFalse();
  }

  @Test
  void person_isWhereTheRequestCameFrom() {
    assertThat(sessions.find(open(), "198.51.100.7").orElseThrow().person().address())
        .isEqualTo("198.51.100.7");
  }

  private Optional<Session> find(String id) {
    return sessions.find(id, HERE);
  }

  private String open() {
    return sessions.open(Login.of(ANA, clock.instant(), HERE));
  }
}
