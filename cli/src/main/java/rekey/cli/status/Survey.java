package rekey.cli.status;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import rekey.cli.CommandFailure;
import rekey.cli.aws.AwsProblem;
import rekey.cli.ledger.OperatorsLedger;
import rekey.cli.put.Kind;
import rekey.cli.status.ParameterState.Details;
import rekey.cli.status.ParameterState.Presence;
import rekey.credential.Grantee.Seller;
import rekey.credential.ParameterNames;
import rekey.deployment.DeployedNames;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterMetadata;
import software.amazon.awssdk.services.ssm.model.ParameterStringFilter;

/** Asks AWS how an application's credentials are kept. Reads metadata alone: decrypts nothing, and needs no right to. */
public final class Survey {
    private final SsmClient ssm;
    private final KmsClient kms;
    private final SnsClient sns;
    private final LambdaClient lambda;
    private final OperatorsLedger ledger;
    private final ParameterNames names;
    private final DeployedNames deployed;
    private final Clock clock;

    public Survey(SsmClient ssm, KmsClient kms, SnsClient sns, LambdaClient lambda, ParameterNames names, Clock clock) {
        this.ssm = ssm;
        this.kms = kms;
        this.sns = sns;
        this.lambda = lambda;
        this.ledger = new OperatorsLedger(ssm, names, clock);
        this.names = names;
        this.deployed = new DeployedNames(names.application());
        this.clock = clock;
    }

    /** @param region for show */
    public Findings run(String region) {
        Answer<Map<String, ParameterMetadata>> there = parameters();
        Answer<Optional<KeyState>> key = KeyState.find(kms, deployed.keyAlias());
        Answer<List<ParameterState>> parameters =
                there.isKnown() ? Answer.of(states(there.known(), key)) : new Answer<>(null, there.unknown());
        return new Findings(
                names.application(),
                region,
                clock.instant(),
                deployed.keyAlias(),
                parameters,
                key,
                topic(there, key),
                rotation(there));
    }

    /** Without a ledger nothing more is asked. */
    private Answer<Optional<Rotation>> rotation(Answer<Map<String, ParameterMetadata>> there) {
        if (!there.value().filter(found -> found.containsKey(names.ledger())).isPresent()) {
            return Answer.of(Optional.empty());
        }
        try {
            return Answer.of(Optional.of(new Rotation(
                    ledger.read(), Automation.find(lambda, deployed.rotationFunction()), clock.instant())));
        } catch (CommandFailure e) {
            return new Answer<>(null, e.getMessage());
        }
    }

    private Answer<Map<String, ParameterMetadata>> parameters() {
        String path = "/" + names.application();
        var filter = ParameterStringFilter.builder()
                .key("Path")
                .option("Recursive")
                .values(path)
                .build();
        return Answer.ask(
                new AwsProblem("list the parameters of %s/".formatted(path), "ssm:DescribeParameters"), () -> {
                    Map<String, ParameterMetadata> found = new TreeMap<>();
                    ssm.describeParametersPaginator(request -> request.parameterFilters(filter)).stream()
                            .flatMap(page -> page.parameters().stream())
                            .forEach(parameter -> found.put(parameter.name(), parameter));
                    return found;
                });
    }

    /** Those that each deployment has come first, there or not; then the sellers', then what else is there. */
    private List<ParameterState> states(Map<String, ParameterMetadata> there, Answer<Optional<KeyState>> key) {
        List<String> expected =
                List.of(names.clientIdentifier(), names.clientSecret(), names.refreshToken(Seller.DEFAULT));
        Predicate<String> sellers = name -> seller(name).isPresent();
        List<String> ordered = new ArrayList<>(expected);
        there.keySet().stream()
                .filter(name -> !expected.contains(name))
                .sorted(Comparator.comparing(sellers::test).reversed())
                .forEach(ordered::add);
        return ordered.stream().map(name -> state(name, there.get(name), key)).toList();
    }

    private ParameterState state(String name, ParameterMetadata metadata, Answer<Optional<KeyState>> key) {
        Optional<Kind> kind = kind(name);
        String seller = seller(name).orElse("");
        if (metadata == null) {
            return new ParameterState(
                    name, kind, seller, Answer.of(Presence.MISSING), Optional.empty(), Optional.empty());
        }
        Whereabouts.Found found = new Whereabouts(ssm, deployed).of(metadata);
        return new ParameterState(
                name, kind, seller, found.presence(), found.stored(), Optional.of(details(metadata, key)));
    }

    private Details details(ParameterMetadata metadata, Answer<Optional<KeyState>> key) {
        String keyId = Optional.ofNullable(metadata.keyId()).orElse("");
        return new Details(
                metadata.version(),
                metadata.typeAsString(),
                metadata.tierAsString(),
                keyId,
                isOwn(keyId, key),
                metadata.policies().stream().map(Policy::of).toList(),
                metadata.lastModifiedDate(),
                Optional.ofNullable(metadata.arn()).orElse(""));
    }

    /** A name tells by itself; an ARN or id only once the alias could be followed. */
    private Answer<Boolean> isOwn(String keyId, Answer<Optional<KeyState>> key) {
        if (keyId.equals(deployed.keyAlias())) {
            return Answer.of(true);
        }
        if (keyId.startsWith("alias/") || key.isKnown()) {
            return Answer.of(key.value()
                    .flatMap(found -> found)
                    .filter(found -> found.key().isNamedBy(keyId))
                    .isPresent());
        }
        return new Answer<>(null, key.unknown());
    }

    private Answer<Optional<Subscribers>> topic(
            Answer<Map<String, ParameterMetadata>> parameters, Answer<Optional<KeyState>> key) {
        Stream<String> keyArn =
                key.value().flatMap(found -> found).map(found -> found.key().arn()).stream();
        Stream<String> parameterArns = parameters.value().stream()
                .flatMap(found -> found.values().stream())
                .flatMap(metadata -> Stream.ofNullable(metadata.arn()));
        Optional<String> topicArn = Stream.concat(keyArn, parameterArns)
                .flatMap(arn -> Subscribers.arnBeside(arn, deployed.topic()).stream())
                .findFirst();
        return topicArn.map(arn -> Subscribers.find(sns, arn)).orElseGet(() -> noTopic(parameters, key));
    }

    /** Where there is nothing there is no topic either; where nothing may be seen, its account is not known. */
    private Answer<Optional<Subscribers>> noTopic(Answer<?> parameters, Answer<?> key) {
        return parameters.isKnown() && key.isKnown()
                ? Answer.of(Optional.empty())
                : new Answer<>(
                        null,
                        "Cannot tell the account of the topic %s without ssm:DescribeParameters or kms:DescribeKey on %s."
                                .formatted(deployed.topic(), deployed.keyAlias()));
    }

    private Optional<Kind> kind(String name) {
        if (name.equals(names.clientIdentifier())) {
            return Optional.of(Kind.CLIENT_IDENTIFIER);
        }
        if (name.equals(names.clientSecret())) {
            return Optional.of(Kind.CLIENT_SECRET);
        }
        return name.equals(names.refreshToken(Seller.DEFAULT)) || seller(name).isPresent()
                ? Optional.of(Kind.REFRESH_TOKEN)
                : Optional.empty();
    }

    private Optional<String> seller(String name) {
        String prefix = names.refreshToken(Seller.DEFAULT) + "/";
        return name.startsWith(prefix) ? Optional.of(name.substring(prefix.length())) : Optional.empty();
    }
}
