package rekey.sandbox.aws;

import java.util.Map;
import java.util.TreeMap;

/**
 * Who makes a call, and in what circumstances, as far as a policy's conditions may ask for them.
 *
 * @param principal who it is
 * @param context condition keys with their values: {@code aws:SecureTransport}, {@code aws:SourceArn}, {@code
 *     kms:ViaService}, …
 */
public record Caller(Principal principal, Map<String, String> context) {
    public static final String SECURE_TRANSPORT = "aws:SecureTransport";
    public static final String SOURCE_ARN = "aws:SourceArn";
    public static final String SOURCE_ACCOUNT = "aws:SourceAccount";
    public static final String VIA_SERVICE = "kms:ViaService";

    public Caller {
        context = Map.copyOf(context);
    }

    /**
     * Somebody over the network.
     *
     * @param secure whether the call came over TLS
     */
    public static Caller overNetwork(Principal principal, boolean secure) {
        return new Caller(principal, Map.of(SECURE_TRANSPORT, Boolean.toString(secure)));
    }

    /** One of AWS's services for something of this account: a rule, an alarm. Services always use TLS. */
    public static Caller service(String host, String sourceArn) {
        return new Caller(
                new Principal.Service(host),
                Map.of(SECURE_TRANSPORT, "true", SOURCE_ARN, sourceArn, SOURCE_ACCOUNT, AwsAccount.ID));
    }

    /** The same principal, whose call a service passes on to KMS: {@code ssm.us-east-1.amazonaws.com}. */
    public Caller via(String service) {
        return with(VIA_SERVICE, service);
    }

    public Caller with(String conditionKey, String value) {
        Map<String, String> more = new TreeMap<>(context);
        more.put(conditionKey, value);
        return new Caller(principal, more);
    }
}
