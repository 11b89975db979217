export interface SampleFacts {
  /** The platform's public origin. */
  readonly origin: string;
  readonly clientId: string;
}

export type Language = 'curl' | 'typescript' | 'python';
export type Samples = Readonly<Record<Language, string>>;

/** The web flow: consent, the one-time code for tokens, and a call with the person's permissions. */
export function asPerson({ origin, clientId }: SampleFacts, redirectUri: string): Samples {
  const asked = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    state: 'RANDOM_STATE',
  });
  return {
    curl: `# 1. Open this in a browser, allow the app, and take the code from the address it leads to:
# ${origin}/oauth/authorize?${asked}

# 2. Exchange the code, within ten minutes and once:
curl -s ${origin}/oauth/token \\
  -d grant_type=authorization_code \\
  -d client_id=${clientId} \\
  -d "client_secret=$GATEHOUSE_CLIENT_SECRET" \\
  --data-urlencode redirect_uri=${redirectUri} \\
  -d "code=$CODE"

# 3. Call the API with the access token of the answer:
curl -s ${origin}/rest/v1.0/companies \\
  -H "Authorization: Bearer $ACCESS_TOKEN"
`,
    typescript: `const origin = '${origin}';

// 1. Send the person here; keep the state to compare it with the one that comes back.
const state = crypto.randomUUID();
const consent = \`\${origin}/oauth/authorize?\${new URLSearchParams({
  response_type: 'code',
  client_id: '${clientId}',
  redirect_uri: '${redirectUri}',
  state,
})}\`;
console.log(consent);

// 2. Exchange the code that comes back with the same state.
const answer = await fetch(\`\${origin}/oauth/token\`, {
  method: 'POST',
  body: new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: '${clientId}',
    client_secret: process.env.GATEHOUSE_CLIENT_SECRET ?? '',
    redirect_uri: '${redirectUri}',
    code: process.env.CODE ?? '',
  }),
});
const tokens = await answer.json();
if (!answer.ok) throw new Error(tokens.error_description);

// 3. Call the API in that person's name.
const companies = await fetch(\`\${origin}/rest/v1.0/companies\`, {
  headers: { authorization: \`Bearer \${tokens.access_token}\` },
});
console.log(await companies.json());
`,
    python: `import json, os, secrets
from urllib.parse import urlencode
from urllib.request import Request, urlopen

origin = "${origin}"

# 1. Send the person here; keep the state to compare it with the one that comes back.
state = secrets.token_urlsafe(16)
print(origin + "/oauth/authorize?" + urlencode({
    "response_type": "code",
    "client_id": "${clientId}",
    "redirect_uri": "${redirectUri}",
    "state": state,
}))

# 2. Exchange the code that comes back with the same state.
tokens = json.load(urlopen(origin + "/oauth/token", urlencode({
    "grant_type": "authorization_code",
    "client_id": "${clientId}",
    "client_secret": os.environ["GATEHOUSE_CLIENT_SECRET"],
    "redirect_uri": "${redirectUri}",
    "code": os.environ["CODE"],
}).encode()))

# 3. Call the API in that person's name.
print(json.load(urlopen(Request(origin + "/rest/v1.0/companies", headers={
    "Authorization": "Bearer " + tokens["access_token"],
}))))
`,
  };
}
