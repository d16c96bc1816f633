package rekey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HexFormat;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import rekey.credential.ApplicationCredentials;
import rekey.credential.ApplicationCredentials.Version;
import rekey.credential.ApplicationName;
import rekey.credential.ParameterNames;
import rekey.credential.Secret;
import rekey.credential.StoredCredentials;
import rekey.failure.Failure;

/**
 * Credentials that were never issued, of the form that LWA's have. Each holds a core of letters and digits, which
 * survives percent-encoding: whoever finds a core in a text has found a leak.
 */
public final class SampleCredentials {
    private static final String IDENTIFIER_CORE = "0f3a9c5b7d1e2f48";
    private static final String SECRET_CORE = "c5e0d1f2a3b4c6d7";
    private static final String REFRESH_CORE = "IwEBIZu8Qxk7pLmV";
    private static final String ACCESS_CORE = "MQEBIFyw3Nq5tRsU";

    public static final String CLIENT_IDENTIFIER = "amzn1.application-oa2-client." + IDENTIFIER_CORE + "~WXYZ";
    public static final String CLIENT_SECRET = "amzn1.oa2-cs.v1." + SECRET_CORE + "|+/=&%41";
    public static final String REFRESH_TOKEN = "Atzr|" + REFRESH_CORE + "+a/b=c&d%7Ce";
    public static final String ACCESS_TOKEN = "Atza|" + ACCESS_CORE + "+f/g=h&i%7Cj";

    public static final ParameterNames NAMES = new ParameterNames(new ApplicationName("my-erp"));

    private static final List<String> CORES = List.of(IDENTIFIER_CORE, SECRET_CORE, REFRESH_CORE, ACCESS_CORE);

    private SampleCredentials() {}

    public static ApplicationCredentials application() {
        return application(1);
    }

    /** @param version of the client secret */
    public static ApplicationCredentials application(long version) {
        return new ApplicationCredentials(
                Secret.of(CLIENT_IDENTIFIER), Secret.of(CLIENT_SECRET), new Version(1, version));
    }

    public static StoredCredentials stored() {
        return new StoredCredentials(application(), Secret.of(REFRESH_TOKEN), 1);
    }

    /** Fails when {@code text} holds one of the samples' cores, as it is or as hexadecimal digits. */
    public static void assertHoldsNoSecret(String text) {
        for (String core : CORES) {
            assertThat(text).doesNotContainIgnoringCase(core);
            assertThat(text).doesNotContainIgnoringCase(HexFormat.of().formatHex(core.getBytes(UTF_8), 0, 6));
        }
    }

    /** Fails when a secret is in the message, in {@code toString} or in the stack trace with all its causes. */
    public static void assertHoldsNoSecret(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        assertHoldsNoSecret(thrown.getMessage() + "\n" + thrown + "\n" + trace);
    }

    /** The failure of a call, once it is certain that it tells no secret. */
    public static Failure failureOf(ThrowingCallable call) {
        Failure failure = catchThrowableOfType(Failure.class, call);
        assertThat(failure).as("failure").isNotNull();
        assertHoldsNoSecret(failure);
        return failure;
    }
}
