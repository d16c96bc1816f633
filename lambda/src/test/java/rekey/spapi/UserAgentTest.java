package rekey.spapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.api.Test;

class UserAgentTest {
    private final Properties system = new Properties();

    @Test
    void namesApplicationVersionLanguageAndPlatform() {
        system.setProperty("java.version", "25.0.1");
        system.setProperty("os.name", "Linux");
        system.setProperty("os.version", "6.1.0-37.amzn2023.aarch64");

        assertThat(new UserAgent("0.1.0", system))
                .hasToString("Rekey/0.1.0 (Language=Java/25.0.1; Platform=Linux/6.1.0-37.amzn2023.aarch64)");
    }

    @Test
    void isOfThisProcess() {
        assertThat(UserAgent.ofProcess().toString())
                .matches(
                        "Rekey/[A-Za-z0-9._+-]+ \\(Language=Java/[0-9][A-Za-z0-9._+-]*; Platform=[^ ();]+/[^ ();]+\\)");
    }

    @Test
    void staysShortAndWellFormedWhateverTheSystemSays() {
        system.setProperty("java.version", "1".repeat(1000));
        system.setProperty("os.name", "Windows 11; x\r\nx-evil: (é)\\");
        system.setProperty("os.version", "");

        String userAgent = new UserAgent("0.1.0", system).toString();

        assertThat(userAgent).hasSizeLessThan(500).isPrintable().endsWith("; Platform=Windows_11__x__x-evil______/)");
    }
}
