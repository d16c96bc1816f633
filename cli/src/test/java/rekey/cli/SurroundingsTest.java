package rekey.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the variables around a process lead it to. The SDK reads some of them itself, so that the command is a process of its
 * own where it must not. 0.0.0.0 is this machine by an address that is not loopback's, and stands for another one.
 */
class SurroundingsTest {
    private final Laptop laptop;
    private final ServerSocket elsewhere;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    @TempDir
    private Path folder;

    SurroundingsTest() throws IOException {
        laptop = Laptop.deployed();
        elsewhere = new ServerSocket(0, 50, InetAddress.getByName("0.0.0.0"));
        Thread answering = new Thread(this::refuseEverybody);
        answering.setDaemon(true);
        answering.start();
    }

    @AfterEach
    void close() throws IOException {
        elsewhere.close();
        laptop.close();
    }

    @Test
    void leaveThisMachineOutOfTheProxyForPlainHttp() throws Exception {
        Ended ended = run(
                Map.of(
                        "HTTP_PROXY", proxy(),
                        "http_proxy", proxy(),
                        "HTTPS_PROXY", proxy(),
                        "AWS_ENDPOINT_URL", laptop.sandbox.endpoint().toString()),
                "status",
                "--profile",
                "operator");

        assertThat(ended.code()).as(ended.said()).isEqualTo(3);
        assertThat(asked).isEmpty();
    }

    @Test
    void sendAwsThroughTheProxyForHttps() throws Exception {
        Ended ended = run(Map.of("HTTPS_PROXY", proxy()), "status", "--profile", "operator");

        assertThat(ended.code()).as(ended.said()).isEqualTo(1);
        assertThat(asked).contains("CONNECT ssm.us-east-1.amazonaws.com:443 HTTP/1.1");
    }

    @Test
    void sendLoginWithAmazonThroughTheProxyForHttps() throws Exception {
        laptop.store("clientidentifier", laptop.registered.clientIdentifier());
        laptop.variables.put("https_proxy", proxy());
        laptop.variables.remove("REKEY_LWA_ENDPOINT");
        try {
            assertThat(laptop.pipe(laptop.registered.clientSecret(), "clientsecret"))
                    .isEqualTo(1);
        } finally {
            System.clearProperty("https.proxyHost");
            System.clearProperty("https.proxyPort");
        }
        assertThat(laptop.err()).contains("LWA cannot be asked now.");
        assertThat(asked).contains("CONNECT api.amazon.com:443 HTTP/1.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_STS"})
    void sendNoLoginOverPlainHttpToAnotherMachine(String variable) throws Exception {
        Ended ended =
                run(Map.of(variable, "http://0.0.0.0:" + elsewhere.getLocalPort()), "status", "--profile", "assumed");

        assertThat(ended.code()).as(ended.said()).isEqualTo(2);
        assertThat(ended.said()).startsWith("rekey: " + variable + ": An endpoint is https");
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'endpoint_url = http://0.0.0.0:%d', ''",
        "'services = mine', '[services mine]\nsts =\n  endpoint_url = http://0.0.0.0:%d\n'"
    })
    void sendNoLoginWhereAProfileHasItOverPlainHttpToAnotherMachine(String line, String section) throws Exception {
        Path config = folder.resolve("config");
        Files.writeString(
                config, """
                [profile elsewhere]
                region = us-east-1
                role_arn = arn:aws:iam::123456789012:role/operator
                source_profile = operator
                role_session_name = rekey
                """ + (line + "\n" + section).replace("%d", String.valueOf(elsewhere.getLocalPort())));

        Ended ended = run(Map.of("AWS_CONFIG_FILE", config.toString()), "status", "--profile", "elsewhere");

        assertThat(ended.code()).as(ended.said()).isEqualTo(1);
        assertThat(ended.said())
                .startsWith("rekey: The endpoint_url in the profile cannot be used. An endpoint is https")
                .hasLineCount(1);
        assertThat(asked).isEmpty();
    }

    private String proxy() {
        return "http://127.0.0.1:" + elsewhere.getLocalPort();
    }

    private void refuseEverybody() {
        while (!elsewhere.isClosed()) {
            try (Socket caller = elsewhere.accept()) {
                var in = new BufferedReader(new InputStreamReader(caller.getInputStream(), US_ASCII));
                asked.add(String.valueOf(in.readLine()));
                String header;
                do {
                    header = in.readLine();
                } while (header != null && !header.isEmpty());
                caller.getOutputStream()
                        .write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                                .getBytes(US_ASCII));
            } catch (IOException e) {
                // The caller is gone, or the test is over.
            }
        }
    }

    private record Ended(int code, String said) {}

    /** Runs the command in a process with these variables, and the profiles of the tests. */
    private static Ended run(Map<String, String> variables, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Daws.disableEc2Metadata=true",
                "-cp",
                System.getProperty("java.class.path"),
                Rekey.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment
                .keySet()
                .removeIf(name ->
                        name.startsWith("AWS_") || name.toUpperCase(Locale.ROOT).endsWith("_PROXY"));
        environment.putAll(Map.of(
                "REKEY_APP", "my-erp",
                "AWS_CONFIG_FILE", System.getProperty("aws.configFile"),
                "AWS_SHARED_CREDENTIALS_FILE", System.getProperty("aws.sharedCredentialsFile")));
        environment.putAll(variables);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Ended(process.waitFor(), said);
    }
}
