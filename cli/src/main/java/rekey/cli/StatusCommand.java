package rekey.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import rekey.cli.aws.Aws;
import rekey.cli.status.Findings;
import rekey.cli.status.JsonView;
import rekey.cli.status.Survey;
import rekey.cli.status.TextView;
import rekey.credential.ParameterNames;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** {@code rekey status}: how an application's credentials are kept, and how long the secret lives. */
@Command(
        name = "status",
        header = "Show how the credentials are kept, how many days are left, and what to do.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "",
            "Lists the application's parameters, its key and who is told, and what of it needs attention. Reads no value"
                    + " and needs no right to decrypt.",
            "",
            "Days are counted from when Amazon issued the secret where that is known: because it sent it, or by rekey put"
                    + " --issued. Otherwise from when it was stored, so that they are at most right.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all is well",
            "1:nothing does, as far as is known, but something could not be found out",
            "2:called wrongly",
            "3:something needs attention, an old secret among it"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  rekey status --app my-erp",
            "  rekey status --json | jq .clientSecret.daysLeftAtMost",
            "  0 8 * * * rekey status --app my-erp 2>&1 || ...      in a crontab"
        })
final class StatusCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Mixin
    private final AwsOptions options;

    private final Session session;

    StatusCommand(Session session) {
        this.session = session;
        this.options = new AwsOptions(session);
    }

    @Override
    public Integer call() {
        return ErrorJson.around(json, session.terminal(), this::survey);
    }

    private int survey() {
        ParameterNames names = new ParameterNames(options.application());
        Aws aws = options.connect();
        Findings findings;
        try (SsmClient ssm = aws.ssm();
                KmsClient kms = aws.kms();
                SnsClient sns = aws.sns();
                LambdaClient lambda = aws.lambda()) {
            findings = new Survey(ssm, kms, sns, lambda, names, options.clock())
                    .run(aws.region().id());
        }
        if (json) {
            new JsonView(findings).print(session.terminal().out());
        } else {
            new TextView(findings, session.terminal()).print();
        }
        return findings.exitCode();
    }
}
