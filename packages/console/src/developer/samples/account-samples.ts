import type { SampleFacts, Samples } from './samples.ts';

/** Client credentials: the app's own account, in every company that has installed it. */
export function asAccount({ origin, clientId }: SampleFacts): Samples {
  return {
    curl: `# 1. A token for the app itself; there is no refresh token, ask again when it has expired:
curl -s ${origin}/oauth/token \\
  -d grant_type=client_credentials \\
  -d client_id=${clientId} \\
  -d "client_secret=$GATEHOUSE_CLIENT_SECRET"

# 2. The companies that have installed it:
curl -s ${origin}/rest/v1.0/companies \\
  -H "Authorization: Bearer $ACCESS_TOKEN"

# 3. The permitted projects of one of them:
curl -s "${origin}/rest/v1.0/projects?company_id=$COMPANY_ID" \\
  -H "Authorization: Bearer $ACCESS_TOKEN" \\
  -H "Procore-Company-Id: $COMPANY_ID"
`,
    typescript: `const origin = '${origin}';

// 1. A token for the app itself; there is no refresh token, ask again when it has expired.
const answer = await fetch(\`\${origin}/oauth/token\`, {
  method: 'POST',
  body: new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: '${clientId}',
    client_secret: process.env.GATEHOUSE_CLIENT_SECRET ?? '',
  }),
});
const tokens = await answer.json();
if (!answer.ok) throw new Error(tokens.error_description);
const authorization = \`Bearer \${tokens.access_token}\`;

// 2. The companies that have installed it, and the permitted projects of each.
const companies = await fetch(\`\${origin}/rest/v1.0/companies\`, { headers: { authorization } });
for (const company of await companies.json()) {
  const projects = await fetch(\`\${origin}/rest/v1.0/projects?company_id=\${company.id}\`, {
    headers: { authorization, 'procore-company-id': String(company.id) },
  });
  console.log(company.name, await projects.json());
}
`,
    python: `import json, os
from urllib.parse import urlencode
from urllib.request import Request, urlopen

origin = "${origin}"

# 1. A token for the app itself; there is no refresh token, ask again when it has expired.
tokens = json.load(urlopen(origin + "/oauth/token", urlencode({
    "grant_type": "client_credentials",
    "client_id": "${clientId}",
    "client_secret": os.environ["GATEHOUSE_CLIENT_SECRET"],
}).encode()))
headers = {"Authorization": "Bearer " + tokens["access_token"]}

# 2. The companies that have installed it, and the permitted projects of each.
for company in json.load(urlopen(Request(origin + "/rest/v1.0/companies", headers=headers))):
    there = {**headers, "Procore-Company-Id": str(company["id"])}
    projects = Request(f"{origin}/rest/v1.0/projects?company_id={company['id']}", headers=there)
    print(company["name"], json.load(urlopen(projects)))
`,
  };
}
