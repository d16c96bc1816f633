package rekey.sandbox.stack;

import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** The types of resources that the sandbox knows, by their names. */
final class ResourceTypes {
    private static final String CUSTOM = "Custom::";

    private final TreeMap<String, ResourceType> types = new TreeMap<>();
    private final Services services;

    ResourceTypes(Services services) {
        this.services = services;
        for (ResourceType type : List.of(
                new AlarmType(services.alarms()),
                new DashboardType(),
                new EventRuleType(services.events()),
                new EventSourceMappingType(services.functions()),
                new FunctionAliasType(services.functions()),
                new FunctionType(services.functions()),
                new FunctionVersionType(services.functions()),
                new KmsAliasType(services.kms()),
                new KmsKeyType(services.kms(), services.iam()),
                new LogGroupType(services.logGroups()),
                new ManagedPolicyType(services.managedPolicies()),
                new MetricFilterType(services.logGroups()),
                new PermissionType(services.functions()),
                new PolicyType(services.iam()),
                ResourcePolicyType.ofQueues(services.sqs()),
                new QueueType(services.sqs(), services.endpoint()),
                new RoleType(services.iam(), services.managedPolicies()),
                new ScheduleType(services.schedules()),
                new SubscriptionType(services.sns()),
                ResourcePolicyType.ofTopics(services.iam()),
                new TopicType(services.sns()))) {
            types.put(type.name(), type);
        }
    }

    ResourceType of(ResourceDeclaration resource) {
        if (resource.type().startsWith(CUSTOM)) {
            return new CustomResourceType(resource.type(), services);
        }
        ResourceType type = types.get(resource.type());
        if (type == null) {
            TreeSet<String> known = new TreeSet<>(types.keySet());
            known.add(CUSTOM + "*");
            throw new TemplateProblem("The sandbox does not know the resource type %s of %s; it knows %s."
                    .formatted(resource.type(), resource.logicalId(), String.join(", ", known)));
        }
        return type;
    }
}
