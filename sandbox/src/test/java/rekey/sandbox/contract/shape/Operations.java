package rekey.sandbox.contract.shape;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which operations a sandbox answers: it says so itself, from its services' own lists, to whoever names none. */
final class Operations {
    private static final Pattern NAME = Pattern.compile("\\b[A-Z]\\w*\\.[A-Z]\\w+\\b");

    private static final Set<String> OF_LAMBDA = Set.of("Lambda.Invoke");

    private Operations() {}

    /** By their names with the service's, {@code AmazonSSM.GetParameters}. */
    static Set<String> of(URI endpoint) throws IOException, InterruptedException {
        HttpResponse<String> refusal = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(endpoint)
                                .POST(BodyPublishers.ofString("{}"))
                                .build(),
                        BodyHandlers.ofString());
        Set<String> names = NAME.matcher(refusal.body())
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
        names.addAll(OF_LAMBDA);
        return names;
    }
}
