package rekey.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rekey.cli.demo.OperatorCommand.Said;
import rekey.sandbox.Sandbox;
import rekey.sandbox.sns.Mail;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;

/** Who runs {@code rekey}, reads the mails, and once disables the key by mistake. */
final class Operator implements AutoCloseable {
    private static final Pattern LINK = Pattern.compile("https?://\\S+");

    private final OperatorCommand command;
    private final KmsClient kms;
    private final String keyAlias;
    private final HttpClient browser = HttpClient.newHttpClient();

    Operator(URI endpoint, OperatorCommand command, String keyAlias) {
        this.command = command;
        this.keyAlias = keyAlias;
        this.kms = KmsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(Sandbox.REGION))
                .credentialsProvider(Sandbox.credentials())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    /** {@code rekey put}, with the value piped in. */
    Said put(String value, String... arguments) {
        List<String> all = new ArrayList<>(List.of("put"));
        all.addAll(Arrays.asList(arguments));
        all.add("-");
        return command.run(value, all.toArray(String[]::new));
    }

    /** A command that reads nothing. */
    Said run(String... arguments) {
        return command.run("", arguments);
    }

    /** Opens the first link in a mail, and returns whether that worked. */
    boolean openLink(Mail mail) {
        Matcher link = LINK.matcher(mail.message());
        if (!link.find()) {
            return false;
        }
        try {
            return browser.send(
                                    HttpRequest.newBuilder(URI.create(link.group()))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            throw new UncheckedIOException("The link of the mail cannot be opened", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void disableKey() {
        kms.disableKey(request -> request.keyId(keyArn()));
    }

    void enableKey() {
        kms.enableKey(request -> request.keyId(keyArn()));
    }

    private String keyArn() {
        return kms.describeKey(request -> request.keyId(keyAlias)).keyMetadata().arn();
    }

    @Override
    public void close() {
        kms.close();
    }
}
