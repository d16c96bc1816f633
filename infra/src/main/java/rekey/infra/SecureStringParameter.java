package rekey.infra;

import static rekey.provision.SecureStringResource.DESCRIPTION;
import static rekey.provision.SecureStringResource.KEY_ALIAS;
import static rekey.provision.SecureStringResource.KEY_ARN;
import static rekey.provision.SecureStringResource.NAME;
import static rekey.provision.SecureStringResource.ON_DELETE;
import static rekey.provision.SecureStringResource.REMINDER_DAYS;
import static rekey.provision.SecureStringResource.REPAIR;
import static rekey.provision.SecureStringResource.TIER;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rekey.infra.Configuration.OnDelete;
import rekey.provision.SecureStringResource;
import software.amazon.awscdk.CustomResource;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.kms.IKey;
import software.constructs.Construct;

/**
 * One SecureString parameter, made by a custom resource because
 * <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ssm-parameter.html">CloudFormation
 * cannot</a>. It starts with a placeholder, which the operator replaces; the template never holds a value.
 */
final class SecureStringParameter extends Construct {
    /**
     * @param name with its slash in front
     * @param reminderDays after how many days without a change Parameter Store sends an event; with any, the tier is
     *     Advanced, which alone has policies
     */
    record Props(
            String name,
            String description,
            IKey key,
            String keyAlias,
            List<Integer> reminderDays,
            OnDelete onDelete,
            Optional<String> repair,
            ProvisionFunction provision) {}

    /** Ends a deployment whose function never answers; CloudFormation by itself would wait for an hour. */
    private static final Duration LONGEST_WAIT = Duration.minutes(10);

    private final String arn;

    SecureStringParameter(Construct scope, String id, Props props) {
        super(scope, id);
        arn = ParameterArn.of(Stack.of(this), props.name());
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(NAME, props.name());
        properties.put(KEY_ARN, props.key().getKeyArn());
        properties.put(KEY_ALIAS, props.keyAlias());
        properties.put(TIER, props.reminderDays().isEmpty() ? "Standard" : "Advanced");
        properties.put(DESCRIPTION, props.description());
        if (!props.reminderDays().isEmpty()) {
            properties.put(
                    REMINDER_DAYS,
                    props.reminderDays().stream().map(String::valueOf).toList());
        }
        properties.put(
                ON_DELETE,
                props.onDelete() == OnDelete.DELETE ? SecureStringResource.DELETE : SecureStringResource.RETAIN);
        props.repair().ifPresent(text -> properties.put(REPAIR, text));
        CustomResource.Builder.create(this, "Resource")
                .resourceType(SecureStringResource.TYPE)
                .serviceToken(props.provision().serviceToken())
                .serviceTimeout(LONGEST_WAIT)
                .properties(properties)
                .build();
    }

    String arn() {
        return arn;
    }
}
