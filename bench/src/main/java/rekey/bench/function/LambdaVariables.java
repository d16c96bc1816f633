package rekey.bench.function;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import rekey.bench.standin.StandInProcess;

/**
 * The environment variables that <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime">Lambda
 * sets</a>, and those that send a function to the stand-ins: the same for both languages, but for whom to trust.
 */
final class LambdaVariables {
    static final int MEGABYTES = 512;

    private LambdaVariables() {}

    static Map<String, String> of(String handler, Path taskRoot, StandInProcess standIns) {
        Map<String, String> variables = new TreeMap<>();
        variables.put("PATH", "/usr/local/bin:/usr/bin:/bin");
        variables.put("LANG", "en_US.UTF-8");
        variables.put("TZ", ":UTC");
        variables.put("_HANDLER", handler);
        variables.put("LAMBDA_TASK_ROOT", taskRoot.toString());
        variables.put("AWS_LAMBDA_FUNCTION_NAME", "bench");
        variables.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
        variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(MEGABYTES));
        variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/bench");
        variables.put("AWS_LAMBDA_LOG_STREAM_NAME", "bench");
        variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        variables.put("AWS_REGION", "us-east-1");
        variables.put("AWS_DEFAULT_REGION", "us-east-1");
        variables.put("AWS_ACCESS_KEY_ID", "AKIDBENCHMARKBENCHMA");
        variables.put("AWS_SECRET_ACCESS_KEY", "not-a-key");
        variables.put("AWS_SESSION_TOKEN", "not-a-session");
        // Whoever measures may be logged in at AWS; there are no such files in a function's environment.
        variables.put("AWS_CONFIG_FILE", taskRoot.resolve("no-config").toString());
        variables.put(
                "AWS_SHARED_CREDENTIALS_FILE",
                taskRoot.resolve("no-credentials").toString());
        variables.put("AWS_ENDPOINT_URL_SSM", standIns.ssm());
        variables.put("REKEY_APP", StandInProcess.APPLICATION);
        variables.put("REKEY_LWA_ENDPOINT", standIns.lwa());
        return variables;
    }
}
