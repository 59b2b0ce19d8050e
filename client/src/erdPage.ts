import { randomBytes } from 'node:crypto';
import { Uri, type Webview } from 'vscode';

/** The only folder that the page may read. */
export const pageFolder = (extensionUri: Uri): Uri => Uri.joinPath(extensionUri, 'dist', 'webview');

/** The panel's page: one script and one style sheet, and nothing else is let in. */
export function erdPage(webview: Webview, extensionUri: Uri): string {
  const nonce = randomBytes(16).toString('base64url');
  const uri = (name: string) => webview.asWebviewUri(Uri.joinPath(pageFolder(extensionUri), name)).toString();
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="UTF-8" />
    <meta
      http-equiv="Content-Security-Policy"
      content="default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'"
    />
    <meta name="viewport" content="width=device-width, initial-scale=1.0" />
    <title>ERD</title>
    <link rel="stylesheet" nonce="${nonce}" href="${uri('erd.css')}" />
  </head>
  <body>
    <script nonce="${nonce}" src="${uri('erd.js')}"></script>
  </body>
</html>`;
}
