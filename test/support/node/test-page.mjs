/** The page of one test file: what failed assertions have compared is made fit for the report first. */
export const testPage = (testFramework) => `<!doctype html>
<html>
  <body>
    <script type="module" src="/test/support/printable-failures.js"></script>
    <script type="module" src="${testFramework}"></script>
  </body>
</html>`;
