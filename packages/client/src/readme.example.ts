import { bearer, GatehouseApi, NotConnected, OAuthClient, type TokenSet } from '@gatehouse/client';

/** Prints what a person sees in the Documents tool of each of their projects. */
export async function printDocuments(
  issuer: string,
  tokens: TokenSet,
  save: (tokens: TokenSet) => Promise<void>,
) {
  const app = new OAuthClient({ issuer, clientId: 'my-app', clientSecret: 'my-secret' });
  const api = new GatehouseApi({ baseUrl: issuer, authorizer: bearer(app.userTokens(tokens, save)) });

  for await (const company of api.companies.list()) {
    try {
      for await (const project of api.projects.list(company.id)) {
        const root = await api.folders.root({ companyId: company.id, projectId: project.id });
        console.log(
          company.name,
          project.display_name,
          [...root.folders, ...root.files].map((item) => item.name),
        );
      }
    } catch (error) {
      if (!(error instanceof NotConnected)) throw error;
      console.log(`${company.name} has not connected this app.`);
    }
  }
}
