package rekey.sandbox.ssm;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import rekey.sandbox.SandboxClock;
import rekey.sandbox.aws.AwsEndpoint;
import rekey.sandbox.aws.AwsEvent;
import rekey.sandbox.iam.Iam;
import rekey.sandbox.kms.Kms;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Parameter Store alone on a port, with a real client, and what it tells EventBridge. */
final class SsmWithEvents implements AutoCloseable {
    final SandboxClock clock = new SandboxClock();
    final SsmClient ssm;

    private final List<AwsEvent> events = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    SsmWithEvents() {
        this(event -> {});
    }

    /** @param listener hears of each event after it is in the list */
    SsmWithEvents(Consumer<AwsEvent> listener) {
        Iam iam = new Iam(clock);
        SsmService service = new SsmService(clock, new Kms(clock, iam), iam, event -> {
            events.add(event);
            listener.accept(event);
        });
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", new AwsEndpoint(List.of(service), List.of(), operation -> {}, iam::principal));
        server.setExecutor(threads);
        server.start();
        ssm = SsmClient.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .region(Region.US_EAST_1)
                .endpointOverride(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("operator", "secret")))
                .build();
    }

    List<AwsEvent> events() {
        return List.copyOf(events);
    }

    List<AwsEvent> changes() {
        return events("Parameter Store Change");
    }

    List<AwsEvent> policyActions() {
        return events("Parameter Store Policy Action");
    }

    private List<AwsEvent> events(String detailType) {
        return events.stream()
                .filter(event -> event.detailType().equals(detailType))
                .toList();
    }

    @Override
    public void close() {
        ssm.close();
        clock.close();
        server.stop(0);
        threads.shutdownNow();
    }
}
