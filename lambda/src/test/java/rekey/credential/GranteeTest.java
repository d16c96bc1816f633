package rekey.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.credential.Grantee.Scopes;
import rekey.credential.Grantee.Seller;

class GranteeTest {
    private static final String NOTIFICATIONS = "sellingpartnerapi::notifications";
    private static final String TRACK = "sellingpartnerapi::shipments:track";

    static Stream<String> sellers() {
        return Stream.of("A", "A2EXAMPLE", "a.b_c-9", "-", "..", "S".repeat(64));
    }

    @ParameterizedTest
    @MethodSource("sellers")
    void namesASellerByItsId(String id) {
        assertThat(Seller.named(id).id()).isEqualTo(id);
        assertThat(Seller.named(id)).hasToString("seller " + id).isEqualTo(new Seller(id));
    }

    static Stream<String> noSellers() {
        return Stream.of("S".repeat(65), " ", "A B", "A/B", "A\n", "\u00c4", "*", "A2EXAMPLE:1", "A\u0000");
    }

    @ParameterizedTest
    @MethodSource("noSellers")
    void refusesWhatIsNoSellersIdWithoutRepeatingIt(String id) {
        assertThatThrownBy(() -> Seller.named(id))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A seller's id is 1 to 64 letters, digits, '.', '_' or '-'.");
    }

    @Test
    void hasOneDefaultSellerWhomNobodyCanName() {
        assertThat(Seller.DEFAULT).hasToString("the default seller").isEqualTo(new Seller(""));
        assertThatThrownBy(() -> Seller.named(""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("leave it out for the default seller");
    }

    @Test
    void sortsScopesAndKeepsEachOnce() {
        Scopes scopes = Scopes.parse(TRACK + " " + NOTIFICATIONS + " " + TRACK);

        assertThat(scopes.names()).containsExactly(NOTIFICATIONS, TRACK);
        assertThat(scopes.joined()).isEqualTo(NOTIFICATIONS + " " + TRACK);
        assertThat(scopes)
                .isEqualTo(Scopes.parse(NOTIFICATIONS + " " + TRACK))
                .hasToString("scopes " + NOTIFICATIONS + " " + TRACK);
        assertThat(Scopes.parse(NOTIFICATIONS)).hasToString("scope " + NOTIFICATIONS);
    }

    @Test
    void knowsWhetherAllScopesAreAllowed() {
        assertThat(Scopes.parse(NOTIFICATIONS).areAllIn(List.of(TRACK, NOTIFICATIONS)))
                .isTrue();
        assertThat(Scopes.parse(NOTIFICATIONS + " " + TRACK).areAllIn(List.of(NOTIFICATIONS)))
                .isFalse();
        assertThat(Scopes.parse(NOTIFICATIONS).areAllIn(List.of())).isFalse();
    }

    @Test
    void spellsTheRotationScopeAsAmazonDoes() {
        assertThat(Scopes.ROTATION).isEqualTo("sellingpartnerapi::client_credential:rotation");
        assertThat(Scopes.parse(Scopes.ROTATION).names()).containsExactly(Scopes.ROTATION);
    }

    static Stream<String> longScopes() {
        String level = "a".repeat(40);
        return Stream.of(
                "sellingpartnerapi::" + level + "a",
                "sellingpartnerapi::a:" + level + "a",
                "sellingpartnerapi::a:b:c:d:e",
                NOTIFICATIONS + "\n",
                NOTIFICATIONS + "\t" + TRACK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "notifications",
                "sellingpartnerapi:notifications",
                "sellingpartnerapi::",
                "sellingpartnerapi::Notifications",
                "SELLINGPARTNERAPI::notifications",
                "sellingpartnerapi::shipments::track",
                "sellingpartnerapi::shipments:",
                " " + NOTIFICATIONS,
                NOTIFICATIONS + " ",
                NOTIFICATIONS + "  " + TRACK,
                NOTIFICATIONS + "," + TRACK
            })
    @MethodSource("longScopes")
    void refusesAMalformedScopeWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> Scopes.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A scope looks like sellingpartnerapi::notifications; several are separated by one space.");
    }

    @Test
    void takesScopesOfUpToFourLevelsOfFortyLetters() {
        String longest = "sellingpartnerapi::" + String.join(":", List.of("a".repeat(40), "b", "c", "d_".repeat(20)));

        assertThat(Scopes.parse(longest).names()).containsExactly(longest);
    }

    @Test
    void refusesToBeForNoScope() {
        assertThatThrownBy(() -> new Scopes(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Name at least one scope.");
    }
}
