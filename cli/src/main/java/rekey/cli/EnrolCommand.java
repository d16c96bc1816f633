package rekey.cli;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import rekey.cli.aws.Aws;
import rekey.cli.aws.Whoami;
import rekey.cli.enrol.Arrival;
import rekey.cli.enrol.ConsoleSteps;
import rekey.cli.ledger.OperatorsLedger;
import rekey.cli.preflight.Check.Result;
import rekey.cli.preflight.Checklist;
import rekey.cli.preflight.QueueChecks;
import rekey.cli.rotate.RotationFunction;
import rekey.credential.ApplicationName;
import rekey.credential.ParameterNames;
import rekey.deployment.DeployedNames;
import rekey.ledger.Enrolment;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/** {@code rekey enrol}: has Amazon's messages about the client secret sent to the queues. */
@Command(
        name = "enrol",
        header = "Have Amazon send its messages about the client secret to the queues.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "",
            "Looks whether the queues would take in what Amazon sends, and prints what is to be done in the Developer"
                    + " Console: a person does it, once, because Amazon has no API for it. Then notes that it is done, from"
                    + " when on secrets are rotated by themselves, and looks whether a message comes.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, also when no message has come yet",
            "1:it failed",
            "2:called wrongly",
            "3:something on the checklist needs attention first"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  rekey enrol                             prints the steps, and asks whether they are done",
            "  rekey enrol --done                      they are"
        })
final class EnrolCommand implements Callable<Integer> {
    @Option(names = "--done", description = "The console's steps are done: do not ask.")
    private boolean done;

    @Option(
            names = "--timeout",
            paramLabel = "MINUTES",
            defaultValue = "1",
            converter = Minutes.class,
            description = "How long a message is waited for. Default: ${DEFAULT-VALUE}.")
    private Duration timeout;

    @Mixin
    private final AwsOptions options;

    private final Session session;

    EnrolCommand(Session session) {
        this.session = session;
        this.options = new AwsOptions(session);
    }

    @Override
    public Integer call() {
        ApplicationName application = options.application();
        Aws aws = options.connect();
        try (SqsClient sqs = aws.sqs();
                KmsClient kms = aws.kms();
                SsmClient ssm = aws.ssm();
                StsClient sts = aws.sts();
                LambdaClient lambda = aws.lambdaOnce()) {
            QueueChecks.Found found =
                    new QueueChecks(sqs, kms, application, options.clock().instant()).run();
            if (!areReady(new Checklist(found.checks()))) {
                return 3;
            }
            DeployedNames names = new DeployedNames(application);
            say(new ConsoleSteps(
                    found.arns().get(names.expiryQueue()), found.arns().get(names.newSecretQueue())));
            OperatorsLedger ledger = new OperatorsLedger(ssm, new ParameterNames(application), options.clock());
            Optional<Enrolment> come = Arrival.of(ledger.read());
            if (come.isEmpty()) {
                if (!isDone()) {
                    return 0;
                }
                new RotationFunction(lambda, names, Whoami.arn(sts)).enrolled();
                good("It is noted that Amazon sends to these queues.");
                come = arrived(ledger);
            }
            come.ifPresentOrElse(
                    enrolment -> good("Messages of Amazon's arrive: one came on %s."
                            .formatted(LocalDate.ofInstant(enrolment.at(), ZoneOffset.UTC))),
                    this::noneYet);
        }
        return 0;
    }

    private boolean areReady(Checklist checks) {
        Terminal terminal = session.terminal();
        checks.print("Before Amazon sends anything", terminal);
        if (checks.has(Result.FAILED)) {
            terminal.out()
                    .println(terminal.styled(
                            Terminal.Style.YELLOW, "Set that right first: a message that is not kept is lost."));
            return false;
        }
        return true;
    }

    private void say(ConsoleSteps steps) {
        steps.lines().forEach(session.terminal().out()::println);
        session.terminal().out().println();
    }

    private boolean isDone() {
        if (done) {
            return true;
        }
        Optional<String> answer = session.input().askOpenly("Is it done? [y/N] ");
        if (answer.map(text -> text.strip().toLowerCase(Locale.ROOT).matches("y|yes"))
                .orElse(false)) {
            return true;
        }
        session.terminal().out().println("When it is done: rekey enrol --done");
        return false;
    }

    private Optional<Enrolment> arrived(OperatorsLedger ledger) {
        LiveLine live = new LiveLine(session.terminal());
        try {
            return new Arrival(ledger::read, session.pause(), session.clock())
                    .within(timeout, waited -> live.waiting("waiting for a message", waited));
        } finally {
            live.clear();
        }
    }

    private void good(String sentence) {
        Terminal terminal = session.terminal();
        terminal.out()
                .println(
                        "%s %s".formatted(terminal.styled(Terminal.Style.GREEN, terminal.symbol("✔", "ok")), sentence));
    }

    private void noneYet() {
        session.terminal()
                .out()
                .println(
                        "  No message has come yet, which proves nothing: Amazon says when a secret will expire only about 90"
                                + " days before it does. rekey rotate is the proof at once: a new secret comes by the same way, and"
                                + " Amazon refuses to issue one when it is not enrolled.");
    }
}
