package rekey.sandbox.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which operation of Lambda a request is for: its REST protocol says so by method and path.
 *
 * @param name {@code GetAlias}
 * @param labels what the path holds in place of its variables, in their order: a function's name, an alias's
 */
record LambdaOperation(String name, List<String> labels) {
    /** Lambda's operations, each with its method and its path, the variables of which are asterisks. */
    private static final List<Route> ROUTES = """
            AddLayerVersionPermission POST /2018-10-31/layers/*/versions/*/policy
            AddPermission POST /2015-03-31/functions/*/policy
            CheckpointDurableExecution POST /2025-12-01/durable-executions/*/checkpoint
            CreateAlias POST /2015-03-31/functions/*/aliases
            CreateCapacityProvider POST /2025-11-30/capacity-providers
            CreateCodeSigningConfig POST /2020-04-22/code-signing-configs
            CreateEventSourceMapping POST /2015-03-31/event-source-mappings
            CreateFunction POST /2015-03-31/functions
            CreateFunctionUrlConfig POST /2021-10-31/functions/*/url
            DeleteAlias DELETE /2015-03-31/functions/*/aliases/*
            DeleteCapacityProvider DELETE /2025-11-30/capacity-providers/*
            DeleteCodeSigningConfig DELETE /2020-04-22/code-signing-configs/*
            DeleteEventSourceMapping DELETE /2015-03-31/event-source-mappings/*
            DeleteFunction DELETE /2015-03-31/functions/*
            DeleteFunctionCodeSigningConfig DELETE /2020-06-30/functions/*/code-signing-config
            DeleteFunctionConcurrency DELETE /2017-10-31/functions/*/concurrency
            DeleteFunctionEventInvokeConfig DELETE /2019-09-25/functions/*/event-invoke-config
            DeleteFunctionUrlConfig DELETE /2021-10-31/functions/*/url
            DeleteLayerVersion DELETE /2018-10-31/layers/*/versions/*
            DeleteProvisionedConcurrencyConfig DELETE /2019-09-30/functions/*/provisioned-concurrency
            GetAccountSettings GET /2016-08-19/account-settings
            GetAlias GET /2015-03-31/functions/*/aliases/*
            GetCapacityProvider GET /2025-11-30/capacity-providers/*
            GetCodeSigningConfig GET /2020-04-22/code-signing-configs/*
            GetDurableExecution GET /2025-12-01/durable-executions/*
            GetDurableExecutionHistory GET /2025-12-01/durable-executions/*/history
            GetDurableExecutionState GET /2025-12-01/durable-executions/*/state
            GetEventSourceMapping GET /2015-03-31/event-source-mappings/*
            GetFunction GET /2015-03-31/functions/*
            GetFunctionCodeSigningConfig GET /2020-06-30/functions/*/code-signing-config
            GetFunctionConcurrency GET /2019-09-30/functions/*/concurrency
            GetFunctionConfiguration GET /2015-03-31/functions/*/configuration
            GetFunctionEventInvokeConfig GET /2019-09-25/functions/*/event-invoke-config
            GetFunctionRecursionConfig GET /2024-08-31/functions/*/recursion-config
            GetFunctionScalingConfig GET /2025-11-30/functions/*/function-scaling-config
            GetFunctionUrlConfig GET /2021-10-31/functions/*/url
            GetLayerVersion GET /2018-10-31/layers/*/versions/*
            GetLayerVersionByArn GET /2018-10-31/layers?find=LayerVersion
            GetLayerVersionPolicy GET /2018-10-31/layers/*/versions/*/policy
            GetPolicy GET /2015-03-31/functions/*/policy
            GetProvisionedConcurrencyConfig GET /2019-09-30/functions/*/provisioned-concurrency
            GetRuntimeManagementConfig GET /2021-07-20/functions/*/runtime-management-config
            Invoke POST /2015-03-31/functions/*/invocations
            InvokeAsync POST /2014-11-13/functions/*/invoke-async
            InvokeWithResponseStream POST /2021-11-15/functions/*/response-streaming-invocations
            ListAliases GET /2015-03-31/functions/*/aliases
            ListCapacityProviders GET /2025-11-30/capacity-providers
            ListCodeSigningConfigs GET /2020-04-22/code-signing-configs
            ListDurableExecutionsByFunction GET /2025-12-01/functions/*/durable-executions
            ListEventSourceMappings GET /2015-03-31/event-source-mappings
            ListFunctionEventInvokeConfigs GET /2019-09-25/functions/*/event-invoke-config/list
            ListFunctionUrlConfigs GET /2021-10-31/functions/*/urls
            ListFunctionVersionsByCapacityProvider GET /2025-11-30/capacity-providers/*/function-versions
            ListFunctions GET /2015-03-31/functions
            ListFunctionsByCodeSigningConfig GET /2020-04-22/code-signing-configs/*/functions
            ListLayerVersions GET /2018-10-31/layers/*/versions
            ListLayers GET /2018-10-31/layers
            ListProvisionedConcurrencyConfigs GET /2019-09-30/functions/*/provisioned-concurrency?List=ALL
            ListTags GET /2017-03-31/tags/*
            ListVersionsByFunction GET /2015-03-31/functions/*/versions
            PublishLayerVersion POST /2018-10-31/layers/*/versions
            PublishVersion POST /2015-03-31/functions/*/versions
            PutFunctionCodeSigningConfig PUT /2020-06-30/functions/*/code-signing-config
            PutFunctionConcurrency PUT /2017-10-31/functions/*/concurrency
            PutFunctionEventInvokeConfig PUT /2019-09-25/functions/*/event-invoke-config
            PutFunctionRecursionConfig PUT /2024-08-31/functions/*/recursion-config
            PutFunctionScalingConfig PUT /2025-11-30/functions/*/function-scaling-config
            PutProvisionedConcurrencyConfig PUT /2019-09-30/functions/*/provisioned-concurrency
            PutRuntimeManagementConfig PUT /2021-07-20/functions/*/runtime-management-config
            RemoveLayerVersionPermission DELETE /2018-10-31/layers/*/versions/*/policy/*
            RemovePermission DELETE /2015-03-31/functions/*/policy/*
            SendDurableExecutionCallbackFailure POST /2025-12-01/durable-execution-callbacks/*/fail
            SendDurableExecutionCallbackHeartbeat POST /2025-12-01/durable-execution-callbacks/*/heartbeat
            SendDurableExecutionCallbackSuccess POST /2025-12-01/durable-execution-callbacks/*/succeed
            StopDurableExecution POST /2025-12-01/durable-executions/*/stop
            TagResource POST /2017-03-31/tags/*
            UntagResource DELETE /2017-03-31/tags/*
            UpdateAlias PUT /2015-03-31/functions/*/aliases/*
            UpdateCapacityProvider PUT /2025-11-30/capacity-providers/*
            UpdateCodeSigningConfig PUT /2020-04-22/code-signing-configs/*
            UpdateEventSourceMapping PUT /2015-03-31/event-source-mappings/*
            UpdateFunctionCode PUT /2015-03-31/functions/*/code
            UpdateFunctionConfiguration PUT /2015-03-31/functions/*/configuration
            UpdateFunctionEventInvokeConfig POST /2019-09-25/functions/*/event-invoke-config
            UpdateFunctionUrlConfig PUT /2021-10-31/functions/*/url
            """.lines().map(Route::of).toList();

    private record Route(String name, String method, Pattern path, Optional<String> query) {
        static Route of(String line) {
            String[] words = line.split(" ", -1);
            String[] uri = words[2].split("\\?", -1);
            return new Route(
                    words[0],
                    words[1],
                    Pattern.compile(uri[0].replace("*", "([^/]+)") + "/?"),
                    uri.length == 1 ? Optional.empty() : Optional.of(uri[1]));
        }
    }

    /** How all of the paths begin, {@code /2015-03-31/}. */
    static List<String> beginnings() {
        return ROUTES.stream()
                .map(route -> route.path().pattern().replaceFirst("^(/[^/]+/).*", "$1"))
                .distinct()
                .sorted()
                .toList();
    }

    /** Empty when Lambda has none such. */
    static Optional<LambdaOperation> of(String method, URI uri) {
        LambdaOperation found = null;
        for (Route route : ROUTES) {
            Matcher path = route.path().matcher(uri.getRawPath());
            boolean queried = route.query().isEmpty()
                    || Optional.ofNullable(uri.getRawQuery())
                            .orElse("")
                            .contains(route.query().get());
            // Of two operations with one path, the one that the query names.
            if (route.method().equals(method)
                    && path.matches()
                    && queried
                    && (found == null || route.query().isPresent())) {
                List<String> labels = new ArrayList<>();
                for (int i = 1; i <= path.groupCount(); i++) {
                    labels.add(URLDecoder.decode(path.group(i), UTF_8));
                }
                found = new LambdaOperation(route.name(), labels);
            }
        }
        return Optional.ofNullable(found);
    }
}
