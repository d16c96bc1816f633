package rekey.bench.function;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import rekey.bench.standin.StandInProcess;

/**
 * The Python that the reference runs on.
 *
 * @param executable itself, not a launcher that would have to look for it at each start
 * @param name its version and those of boto3 and requests
 * @param certifi the certificate authorities that requests trusts
 */
public record Python(Path executable, String name, Path certifi) {
    private static final String ASK = "import sys, boto3, requests, certifi;"
            + "print(sys.executable);"
            + "print('Python', sys.version.split()[0] + ', boto3', boto3.__version__ + ', requests', requests.__version__);"
            + "print(certifi.where())";

    /** @throws IOException when it cannot be started, or lacks boto3 or requests; the message says what to do */
    public static Python find(String command) throws IOException {
        Process process;
        try {
            process = new ProcessBuilder(command, "-c", ASK)
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new IOException("Cannot start %s: install Python 3, or name one by --python.".formatted(command), e);
        }
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        if (lines.size() != 3) {
            throw new IOException(
                    "%s has no boto3 or no requests: %s -m pip install -r bench/reference/requirements.txt"
                            .formatted(command, command));
        }
        return new Python(Path.of(lines.get(0)), lines.get(1), Path.of(lines.get(2)));
    }

    /** @param folder of {@code runtime.py} and {@code handler.py} */
    public Function reference(Path folder, StandInProcess standIns) {
        String handler = "handler.lambda_handler";
        Map<String, String> variables = LambdaVariables.of(handler, folder, standIns);
        variables.put("AWS_CA_BUNDLE", standIns.bundle().toString());
        variables.put("REQUESTS_CA_BUNDLE", standIns.bundle().toString());
        return new Function(
                "reference",
                List.of(executable.toString(), folder.resolve("runtime.py").toString(), handler),
                variables,
                folder);
    }
}
