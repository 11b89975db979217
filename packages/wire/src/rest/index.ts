export {
  AppConfiguration,
  AppConfigurationCreateBody,
  AppConfigurationsQuery,
  AppConfigurationUpdateBody,
} from './app-configuration.ts';
export {
  AppInstallation,
  AppInstallationCreateBody,
  AppInstallationShow,
  AppInstallationsQuery,
  AppInstallationUpdateBody,
  WireRequest,
  WireRequestCreateBody,
  WireRequestsQuery,
} from './app-installation.ts';
export { Company } from './company.ts';
export { CompanyProject } from './company-project.ts';
export {
  CompanyBaseUrl,
  CompanyConfiguration,
  CompanyConfigurationQuery,
  CompanySecuritySettings,
} from './company-settings.ts';
export {
  BulkStatus,
  BulkUsersBody,
  BulkUsersJobBody,
  CompanyUser,
  CompanyUserCreateBody,
  CompanyUserShow,
  CompanyUserSyncRow,
  CompanyUserUpdateBody,
  ProjectAssignmentsQuery,
  SyncBody,
  UsersQuery,
} from './company-user.ts';
export { CustomTag, CustomTagBody, CustomTagsQuery } from './custom-tag.ts';
export {
  DocumentAtPath,
  DocumentChange,
  DocumentChanges,
  DocumentChangesQuery,
  DocumentItem,
  DocumentItemCompact,
  DocumentItemV2,
  DocumentPathQuery,
  DocumentRevision,
  DocumentsQuery,
  FolderContentQuery,
  FolderItemV2,
} from './document.ts';
export { DocumentAccess, DocumentAccessBody } from './document-access.ts';
export { BulkAction, DocumentBulkAnswer, DocumentBulkBody, DocumentCopyBody } from './document-bulk.ts';
export { DocumentSettings, DocumentSettingsBody } from './document-settings.ts';
export { DocumentTrackers, DocumentTrackersBody, TrackedDocuments } from './document-trackers.ts';
export { ErrorBody, ErrorFields, ErrorList, INVALID_TOKEN, NOT_CONNECTED } from './error-body.ts';
export { File, FileCreateBody, FilePutQuery, FileUpdateBody } from './file.ts';
export {
  BatchedFile,
  BatchedFiles,
  batchLimits,
  FileBatchAnswer,
  FileBatchBody,
  VersionContents,
  VersionContentsQuery,
} from './file-batch.ts';
export { FileVersion, FileVersionCreateBody, FileVersionV2 } from './file-version.ts';
export { ChildFolder, Folder, FolderCreateBody, FolderUpdateBody } from './folder.ts';
export { BooleanInput, IdInput, IdListInput, MAX_ID, TextListInput } from './input.ts';
export { LEVEL_NAMES, LEVEL_NUMBERS, LevelName, LevelNumber } from './level.ts';
export { Me } from './me.ts';
export { CalendarDate, NamedReference, Nullable, PersonReference, Timestamp } from './output.ts';
export { CompanyIdPath, CompanyPath, IdPath } from './path.ts';
export {
  PermissionTemplate,
  PermissionTemplateAssignment,
  PermissionTemplateAssignmentBody,
  PermissionTemplateCreateBody,
  PermissionTemplateReference,
  PermissionTemplateShow,
  PermissionTemplatesQuery,
  PermissionTemplateType,
  PermissionTemplateUpdateBody,
} from './permission-template.ts';
export { PermissionsManifest, SettingsPermissionsQuery } from './permissions-manifest.ts';
export {
  PeopleBulk,
  PeopleBulkBody,
  PeopleQuery,
  Person,
  PersonCreateBody,
  PersonExtended,
  PersonUpdateBody,
} from './person.ts';
export { Project, ProjectCompact, ProjectShow } from './project.ts';
export { ProjectCreateBody, ProjectSyncRow, ProjectUpdateBody } from './project-body.ts';
export {
  ProjectTool,
  ProjectToolOfCaller,
  ProjectToolsQuery,
  ProjectToolsUpdateBody,
  ToolsQuery,
} from './project-tool.ts';
export {
  ProjectAssignment,
  ProjectMembership,
  ProjectMembershipBody,
  ProjectUser,
  ProjectUserAddBody,
  ProjectUserCompact,
  ProjectUserCreateBody,
} from './project-user.ts';
export {
  CompaniesQuery,
  FileQuery,
  FileVersionQuery,
  FolderQuery,
  MeQuery,
  PageQuery,
  ProjectQuery,
  ProjectsQuery,
} from './query.ts';
export { PurgeProgress, RecycleBinItem, RestoreBody } from './recycle-bin.ts';
export { SendEmailBody } from './send-email.ts';
export { TOOL_NAMES, ToolName } from './tool.ts';
export { TrackedFolder } from './tracked-folder.ts';
export {
  UnifiedUpload,
  UnifiedUploadCreateBody,
  UnifiedUploadQuery,
  UnifiedUploadStatus,
  UnifiedUploadUpdateBody,
  Upload,
  UploadAddress,
  UploadCreateBody,
  UploadUpdateBody,
} from './upload.ts';
export {
  WebhookDeliveriesQuery,
  WebhookDelivery,
  WebhookDeliveryV2,
  WebhookHook,
  WebhookHookBody,
  WebhookHooksQuery,
  WebhookHookV2,
  WebhookResource,
  WebhookScopeQuery,
  WebhookTrigger,
  WebhookTriggerBody,
  WebhookTriggersBody,
  WebhookTriggersBodyV2,
  WebhookTriggersRemoval,
  WebhookTriggersRemovalV2,
  WebhookTriggerV2,
} from './webhook.ts';
