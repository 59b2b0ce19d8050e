import { randomBytes } from 'node:crypto';
import { Uri, type Webview } from 'vscode';

/** The only folder that the page may read. */
export const pageFolder = (extensionUri: Uri): Uri => Uri.joinPath(extensionUri, 'dist', 'webview');

/** The panel's page: one script, one style sheet with its font of icons, and nothing else is let in. */
export function erdPage(webview: Webview, extensionUri: Uri): string {
  const nonce = randomBytes(16).toString('base64url');
  const uri = (name: string) => webview.asWebviewUri(Uri.joinPath(pageFolder(extensionUri), name)).toString();
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'; font-src ${webview.cspSource}`;
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="UTF-8" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <meta name="viewport" content="width=device-width, initial-scale=1.0" />
    <title>ERD</title>
    <link rel="stylesheet" id="vscode-codicon-stylesheet" nonce="${nonce}" href="${uri('erd.css')}" />
  </head>
  <body>
    <script nonce="${nonce}" src="${uri('erd.js')}"></script>
  </body>
</html>`;
}
