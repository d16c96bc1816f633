package rekey.sandbox.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.credential.Grantee.Seller;
import rekey.credential.Placeholder;
import rekey.sandbox.Calls;
import rekey.sandbox.lwa.LwaFault;

/** What the token function does before it is called for the first time, in a JVM of its own. */
class StartTest extends InItsOwnJvm {
    @ParameterizedTest
    @ValueSource(strings = {"on-demand", "provisioned-concurrency"})
    void getsTheDefaultSellersTokenAhead(String type) throws Exception {
        start(type);

        assertThat(deployed.exchanges()).isEqualTo(1);
        assertThat(function.invoke("{}", PATIENCE).payload()).contains("Atza|");
        assertThat(deployed.exchanges()).isEqualTo(1);
        assertThat(deployed.sandbox.calls().of(Calls.GET_PARAMETERS)).isEqualTo(1);
    }

    @Test
    void getsNothingAheadWhereNothingSaysThatItWillBeCalled() throws Exception {
        start("some-new-type");

        assertThat(deployed.sandbox.calls().of(Calls.GET_PARAMETERS)).isZero();
    }

    /** It starts all the same, and rings no alarm: only what a caller did not get does. */
    @Test
    void leavesToTheFirstCallToSayWhatIsMissing() throws Exception {
        deployed.put(deployed.names.refreshToken(Seller.DEFAULT), Placeholder.VALUE);

        start("on-demand");
        String started = function.output();
        RuntimeApi.Outcome first = function.invoke("{}", PATIENCE);

        assertThat(started)
                .contains("{\"level\":\"WARN\",\"event\":\"ahead.failed\",\"failure\":\"NotSetYet\"}")
                .doesNotContain("token.failed")
                .doesNotContain("\tat ");
        assertThat(first.payload()).contains("\"errorType\":\"rekey.failure.NotSetYet\"");
        assertThat(function.output()).contains("token.failed");
    }

    @Test
    void triesAnewInTheFirstCall() throws Exception {
        deployed.sandbox.lwa().failNext(LwaFault.SERVER_ERROR, LwaFault.SERVER_ERROR, LwaFault.SERVER_ERROR);

        start("on-demand");

        assertThat(function.output()).contains("\"ahead.failed\",\"failure\":\"TryLater\"");
        assertThat(function.invoke("{}", PATIENCE).payload()).contains("Atza|");
    }

    private void start(String type) throws Exception {
        start(type, variables());
        assertThat(function.starts(PATIENCE)).isTrue();
    }
}
