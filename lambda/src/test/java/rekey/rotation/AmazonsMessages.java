package rekey.rotation;

import static rekey.SampleCredentials.CLIENT_IDENTIFIER;
import static rekey.SampleCredentials.CLIENT_SECRET;

/** Amazon's messages as its documentation shows them. */
final class AmazonsMessages {
    static final String EXPIRY = """
            {"notificationVersion":"1.0","notificationType":"APPLICATION_OAUTH_CLIENT_SECRET_EXPIRY",\
            "payloadVersion":"2023-11-30","eventTime":"2024-01-10T02:15:10.045Z",\
            "payload":{"applicationOAuthClientSecretExpiry":{"clientId":"%s",\
            "clientSecretExpiryTime":"2024-03-03T22:06:39.224Z","clientSecretExpiryReason":"PERIODIC_ROTATION"}},\
            "notificationMetadata":{"applicationId":"amzn1.sp.solution.example",\
            "subscriptionId":"00000000-0000-0000-0000-000000000001","publishTime":"2024-01-10T02:15:14.269Z",\
            "notificationId":"00000000-0000-0000-0000-000000000002"}}""".formatted(CLIENT_IDENTIFIER);

    static final String NEW_SECRET = """
            {"notificationVersion":"1.0","notificationType":"APPLICATION_OAUTH_CLIENT_NEW_SECRET",\
            "payloadVersion":"2023-11-30","eventTime":"2024-01-10T22:09:17.456Z",\
            "payload":{"applicationOAuthClientNewSecret":{"clientId":"%s","newClientSecret":"%s",\
            "newClientSecretExpiryTime":"2024-07-08T22:09:17.198Z",\
            "oldClientSecretExpiryTime":"2024-01-17T22:09:17.180Z"}},\
            "notificationMetadata":{"applicationId":"amzn1.sp.solution.example",\
            "subscriptionId":"00000000-0000-0000-0000-000000000003","publishTime":"2024-01-10T22:09:18.706Z",\
            "notificationId":"00000000-0000-0000-0000-000000000004"}}""".formatted(CLIENT_IDENTIFIER, CLIENT_SECRET);

    private AmazonsMessages() {}
}
