package elsewhere;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rekey.infra.Configuration;
import rekey.infra.CredentialVault;
import rekey.infra.FunctionArchive;
import rekey.infra.Notices;
import rekey.infra.Reminders;
import rekey.infra.TokenFunction;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;

/** The constructs in somebody else's app, by nothing but what is public: the example of docs/deploy.md. */
class OwnAppTest {

    @Test
    void takesTheConstructsItWants(@TempDir Path directory) throws Exception {
        Path zip = Files.writeString(directory.resolve("rekey-functions.zip"), "always the same");
        App app =
                App.Builder.create().outdir(directory.resolve("out").toString()).build();
        Stack stack = new Stack(app, "Backend");
        Role backend = Role.Builder.create(stack, "BackendRole")
                .assumedBy(new ServicePrincipal("ecs-tasks.amazonaws.com"))
                .build();

        Configuration configuration = Configuration.from(Map.of("app", "my-erp", "email", "ops@example.com"));
        FunctionArchive archive = new FunctionArchive(zip);
        Notices notices =
                new Notices(stack, "Notices", new Notices.Props("my-erp-notices", configuration.emails(), List.of()));
        CredentialVault vault = new CredentialVault(stack, "Vault", new CredentialVault.Props(configuration, archive));
        TokenFunction tokens =
                new TokenFunction(stack, "Token", new TokenFunction.Props(configuration, vault, notices, archive));
        new Reminders(
                stack,
                "Reminders",
                new Reminders.Props("/my-erp/lwa/clientsecret", configuration.reminderDays(), notices));
        tokens.grantInvoke(backend);

        app.synth();
        JsonNode template = new ObjectMapper()
                .readTree(directory.resolve("out/Backend.template.json").toFile());
        assertThat(template.findValues("ManagedPolicyArns"))
                .singleElement()
                .satisfies(arns -> assertThat(arns.at("/0/Ref").asText()).startsWith("TokenCallerPolicy"));
    }
}
