package rekey.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://ssm.eu-west-1.amazonaws.com",
                "https://vpce-0123.ssm.eu-west-1.vpce.amazonaws.com:8443/path",
                "https://127.0.0.1:4566",
                "http://127.0.0.1",
                "http://127.0.0.1:4566",
                "http://127.255.255.255:1",
                "http://127.1.2.3:80/path",
                "http://localhost:4566",
                "http://LOCALHOST:4566",
                "http://[::1]:4566/",
                "http://[0:0:0:0:0:0:0:1]:4566/"
            })
    void takesHttpsAndPlainHttpOnLoopback(String text) {
        assertThat(Endpoints.httpsOrLoopback(text)).isEqualTo(URI.create(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\thttps://ssm.example\n", "  https://ssm.example"})
    void dropsWhiteSpaceAround(String text) {
        assertThat(Endpoints.httpsOrLoopback(text)).isEqualTo(URI.create("https://ssm.example"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://ssm.wrong.example",
                "http://10.0.0.1:4566/wrong",
                "http://0.0.0.0:4566/wrong",
                "http://127.0.0.1.wrong.example",
                "http://127.0.0.01/wrong",
                "http://2130706433/wrong",
                "http://localhost.wrong.example",
                "http://wronglocalhost:1",
                "http://[::2]/wrong",
                "http://[::ffff:127.0.0.1]/wrong",
                "ftp://127.0.0.1/wrong",
                "file://localhost/wrong",
                "HTTPS://wrong.example",
                "HTTP://127.0.0.1/wrong"
            })
    void refusesEveryOtherAddressWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> Endpoints.httpsOrLoopback(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("An endpoint is https, or plain http on loopback (127.0.0.1).")
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "wrong",
                "//wrong.example/path",
                "/wrong",
                "https:",
                "https:wrong.example",
                "https://",
                "https:///wrong",
                "https://wrong_host/path",
                "https://user@wrong.example",
                "https://user:password@wrong.example",
                "https://@wrong.example",
                "https://wrong.example?query",
                "https://wrong.example?",
                "https://wrong.example#fragment",
                "https://wrong.example#",
                "https://wrong.example:port",
                "https://wro ng.example",
                "https://wrong.example\\@other.example",
                "https://wrong.example/%zz",
                "https://[wrong]",
                "http://127.0.0.256/wrong",
                "http://127.0.0/wrong",
                "\u0000wrong",
                "{wrong}"
            })
    void refusesWhatIsNoPlainAddressWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> Endpoints.absolute(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("An endpoint is an address such as https://host/path")
                .hasMessageNotContaining("wrong")
                .hasNoCause();
    }
}
