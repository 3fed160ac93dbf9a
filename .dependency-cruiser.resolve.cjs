const { join } = require('node:path');

/** Points the subpath imports of package.json at the sources; without this the rules would look at the build. */
const libraries = ['kernel', 'calendar', 'ledger', 'platform', 'governance'];
const apps = ['api', 'worker', 'cli'];

module.exports = {
  resolve: {
    alias: Object.fromEntries([
      ...libraries.map((name) => [`#${name}`, join(process.cwd(), 'libs', name, 'src')]),
      ...apps.map((name) => [`#${name}`, join(process.cwd(), 'apps', name, 'src')]),
    ]),
  },
};
