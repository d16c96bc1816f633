package rekey.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import rekey.cli.aws.Aws;
import rekey.cli.aws.Whoami;
import rekey.cli.ledger.OperatorsLedger;
import rekey.cli.preflight.Check;
import rekey.cli.preflight.Checklist;
import rekey.cli.preflight.QueueChecks;
import rekey.cli.rotate.Following;
import rekey.cli.rotate.ProgressLines;
import rekey.cli.rotate.Rotate;
import rekey.cli.rotate.RotateReport;
import rekey.cli.rotate.RotationFunction;
import rekey.credential.ApplicationName;
import rekey.credential.ParameterNames;
import rekey.deployment.DeployedNames;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/** {@code rekey rotate}: has Amazon asked for a new client secret, and follows it until it is in use. */
@Command(
        name = "rotate",
        header = "Ask Amazon for a new client secret, and follow it until it is in use.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "",
            "Looks first whether what Amazon sends would arrive and be kept, because its message is the only copy of the"
                    + " new secret. Then the rotation function asks Amazon, takes the secret in, proves it, and puts it in"
                    + " use; nothing of that needs this command to go on.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the new secret is in use; with --dry-run: Amazon could be asked",
            "1:it failed, or was not over when --timeout was",
            "2:called wrongly",
            "3:Amazon was not asked: something on the checklist needs attention"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  rekey rotate --dry-run                  look, and ask nothing",
            "  rekey rotate                            look, ask, follow",
            "  rekey rotate --force                    the secret got out: do not wait 7 days"
        })
final class RotateCommand implements Callable<Integer> {
    @Option(names = "--dry-run", description = "Look whether Amazon could be asked, and stop there.")
    private boolean dryRun;

    @Option(
            names = "--force",
            description =
                    "Also within 7 days of the last rotation, which cuts the secret before it off at once, and where"
                            + " something could not be judged.")
    private boolean force;

    @Option(
            names = "--timeout",
            paramLabel = "MINUTES",
            defaultValue = "15",
            converter = Minutes.class,
            description = "How long it is followed. Default: ${DEFAULT-VALUE}.")
    private Duration timeout;

    @Option(names = "--json", description = "Print one JSON document, at the end.")
    private boolean json;

    @Mixin
    private final AwsOptions options;

    private final Session session;

    RotateCommand(Session session) {
        this.session = session;
        this.options = new AwsOptions(session);
    }

    @Override
    public Integer call() {
        return ErrorJson.around(json, session.terminal(), this::rotate);
    }

    private int rotate() {
        ApplicationName application = options.application();
        Aws aws = options.connect();
        try (SqsClient sqs = aws.sqs();
                KmsClient kms = aws.kms();
                SsmClient ssm = aws.ssm();
                StsClient sts = aws.sts();
                LambdaClient lambda = aws.lambdaOnce()) {
            String by = Whoami.arn(sts);
            DeployedNames names = new DeployedNames(application);
            RotationFunction function = new RotationFunction(lambda, names, by);
            Checklist queues = new Checklist(
                    new QueueChecks(sqs, kms, application, options.clock().instant())
                            .run()
                            .checks());
            Checklist functions = new Checklist(function.check());
            Checklist all = together(queues, functions);
            ObjectNode document = JsonNodeFactory.instance.objectNode().put("application", application.value());
            document.set("checks", all.json());
            if (!json) {
                all.print("Before Amazon is asked", session.terminal());
            }
            if (dryRun || !Rotate.mayAsk(queues, functions, force)) {
                return asked(all, document);
            }
            OperatorsLedger ledger = new OperatorsLedger(ssm, new ParameterNames(application), options.clock());
            Rotate rotate = new Rotate(ledger, function, by, session.pause(), session.clock(), options.clock());
            return followed(rotate, names, document);
        }
    }

    private static Checklist together(Checklist some, Checklist others) {
        List<Check> all = new ArrayList<>(some.checks());
        all.addAll(others.checks());
        return new Checklist(all);
    }

    /** Amazon was not asked. */
    private int asked(Checklist checks, ObjectNode document) {
        int code = checks.isPassed() ? 0 : 3;
        String summary = code == 0
                ? "All is well: rekey rotate would ask Amazon for a new secret."
                : "Amazon was not asked: %d of %d checks did not pass.%s"
                        .formatted(
                                checks.open(),
                                checks.checks().size(),
                                dryRun || force ? "" : " See rekey rotate --help for what --force goes past.");
        finish(document.put("asked", false), summary, code);
        return code;
    }

    private int followed(Rotate rotate, DeployedNames names, ObjectNode document) {
        ProgressLines lines = new ProgressLines(session.terminal());
        RotateReport report;
        try {
            report = rotate.run(force, timeout, json ? Following.Watcher.NOBODY : lines);
        } finally {
            lines.over();
        }
        int code = report.isDone() ? 0 : 1;
        report.into(document.put("asked", true));
        if (!json) {
            session.terminal().out().println();
        }
        finish(document, report.summary(names), code);
        return code;
    }

    private void finish(ObjectNode document, String summary, int code) {
        Terminal terminal = session.terminal();
        if (json) {
            terminal.out()
                    .println(document.put("summary", summary)
                            .put("exitCode", code)
                            .toPrettyString());
        } else {
            terminal.out().println(terminal.styled(code == 0 ? Terminal.Style.GREEN : Terminal.Style.YELLOW, summary));
        }
    }
}
