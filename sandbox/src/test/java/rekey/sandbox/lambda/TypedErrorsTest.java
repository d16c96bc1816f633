package rekey.sandbox.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rekey.credential.Grantee.Seller;
import rekey.credential.Placeholder;
import rekey.sandbox.lwa.LwaFault;

/** Each thing that goes wrong reaches the caller as a type of its own; closing the sandbox looks for leaks. */
class TypedErrorsTest {
    private final DeployedApplication deployed = new DeployedApplication();

    @AfterEach
    void close() {
        deployed.close();
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_JSON, LwaUnreadable",
        "TRUNCATED_JSON, LwaUnreadable",
        "HUGE, LwaUnreadable",
        "EMPTY, LwaUnreadable",
        "REDIRECT, LwaRedirected",
        "TELLTALE, LwaRefused",
        "BROKEN_OFF, TryLater",
        "SILENCE, TryLater",
        "THROTTLED, TryLater",
        "SERVER_ERROR, TryLater",
        "UNAVAILABLE, TryLater"
    })
    void whatComesInsteadOfLwasAnswer(LwaFault fault, String type) {
        deployed.sandbox.lwa().failNext(Collections.nCopies(12, fault).toArray(LwaFault[]::new));

        DeployedApplication.Reply reply = deployed.ask("{}");

        assertThat(reply.failure()).isEqualTo("rekey.failure." + type);
        deployed.sandbox.lwa().behave();
        assertThat(deployed.token("{}")).as("nothing was lost").startsWith("Atza|");
    }

    @Test
    void aRedirectIsNotFollowed() {
        deployed.sandbox.lwa().failNext(LwaFault.REDIRECT);
        deployed.ask("{}");

        assertThat(deployed.exchanges()).isEqualTo(1);
    }

    @Test
    void aSellerThatTheDeploymentIsNotFor() throws Exception {
        Map<String, String> variables = new HashMap<>(deployed.sandbox.variables("my-erp"));
        variables.put("REKEY_SELLERS", "A1");
        deployed.sandbox
                .functions()
                .deploy("my-erp-token", "rekey.token.TokenHandler", deployed.sandbox.environment(variables));
        deployed.authorize(Seller.named("A1"));
        deployed.authorize(Seller.named("A2EXAMPLE"));
        long reads = deployed.reads();

        assertMessage("{\"seller\":\"A2EXAMPLE\"}", "UnknownSeller", "-c sellers=");
        assertThat(deployed.reads()).as("its token is not looked for").isEqualTo(reads);
        assertThat(deployed.token("{\"seller\":\"A1\"}")).startsWith("Atza|");
        assertThat(deployed.token("{}")).startsWith("Atza|");
    }

    @Test
    void aParameterThatIsGone() {
        deployed.ssm.deleteParameter(request -> request.name(deployed.names.clientSecret()));

        assertMessage("{}", "ParameterMissing", "/my-erp/lwa/clientsecret");
    }

    @Test
    void aSellerThatIsNotThere() {
        assertMessage("{\"seller\":\"A1\"}", "UnknownSeller", "/my-erp/refreshToken/A1");
    }

    @Test
    void aPlaceholder() {
        deployed.put(deployed.names.clientSecret(), Placeholder.VALUE);

        assertMessage("{}", "NotSetYet", "/my-erp/lwa/clientsecret");
        assertThat(deployed.exchanges())
                .as("a placeholder is never sent to LWA")
                .isZero();
    }

    @Test
    void aSellerThatRevoked() {
        deployed.authorize(Seller.named("A1"));
        deployed.application.revoke("seller A1");

        assertMessage("{\"seller\":\"A1\"}", "ReauthorizeSeller", "/my-erp/refreshToken/A1");
    }

    @Test
    void aRoleThatMayNotRead() {
        deployed.sandbox.faults().fail("AmazonSSM.GetParameters", 400, "AccessDeniedException");

        assertMessage("{}", "AccessDenied", "kms:Decrypt");
    }

    @Test
    void aReadThatIsRefusedForAnotherReason() {
        deployed.sandbox.faults().fail("AmazonSSM.GetParameters", 400, "UnrecognizedClientException");

        assertMessage("{}", "StoreRefused", "UnrecognizedClientException");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`{\"sellerId\":\"A1\"}` | sellerId",
                "`{\"seller\":\"a/b\"}` | 1 to 64",
                "`{\"seller\":\"A1\",\"scope\":\"sellingpartnerapi::notifications\"}` | not for both",
                "`{\"scope\":\"sellingpartnerapi::client_credential:rotation\"}` | not given to callers",
                "`` | empty",
                "`{\"seller\":` | not one JSON text"
            })
    void aRequestThatBreaksARule(String payload, String rule) {
        assertMessage(payload, "BadRequest", rule);
        assertThat(deployed.reads()).isZero();
    }

    private void assertMessage(String payload, String type, String part) {
        DeployedApplication.Reply reply = deployed.ask(payload);

        assertThat(reply.failure()).isEqualTo("rekey.failure." + type);
        assertThat(reply.json().get("errorMessage").asText()).contains(part);
    }
}
