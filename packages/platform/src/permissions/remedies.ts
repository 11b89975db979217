import type { Reason } from '../access/decide.ts';

/** What would change a No, as codes that a page puts into words. Null where nobody in the company can. */
export function remedyOf(reason: Reason): string | null {
  switch (reason) {
    case 'session_ended':
      return 'sign_in_again';
    case 'token_revoked':
    case 'family_dead':
    case 'grant_revoked':
      return 'authorize_again';
    case 'secret_regenerated':
      return 'use_new_secret';
    case 'principal_inactive':
    case 'not_in_company':
      return 'add_to_company';
    case 'company_left_out':
      return 'let_app_in';
    case 'account_ceased':
    case 'account_expired':
      return 'make_new_account';
    case 'account_absent':
    case 'app_not_installed':
    case 'app_uninstalled':
      return 'install_app';
    case 'app_disconnected':
      return 'reconnect_app';
    case 'app_blocked':
    case 'app_not_allowed':
    case 'publisher_not_verified':
      return 'change_app_rules';
    case 'component_not_approved':
      return 'approve_version';
    case 'environment_mismatch':
      return 'use_other_credentials';
    case 'project_not_permitted':
      return 'permit_project';
    case 'not_in_project':
      return 'add_to_project';
    case 'project_archived':
      return 'bring_project_back';
    case 'tool_disabled':
      return 'switch_tool_on';
    case 'tool_none':
    case 'tool_none_on_single':
    case 'level_too_low':
      return 'raise_level';
    case 'item_hidden':
      return 'name_on_item';
    case 'not_own_item':
      return 'raise_level';
    case 'client_unknown':
    case 'client_disabled':
    case 'app_suspended':
    case 'company_unknown':
    case 'company_inactive':
    case 'project_unknown':
      return null;
  }
}
