const transform = { '\\.[jt]sx?$': 'babel-jest' }
const contract = {
  '^@contract$': '<rootDir>/cloudfunctions/contract/index.ts',
  '^@contract/(.*)$': '<rootDir>/cloudfunctions/contract/$1',
}

/** What runs on a machine: the functions, the local host, the tools. */
const node = {
  displayName: 'node',
  testEnvironment: 'node',
  roots: ['cloudfunctions', 'local', 'e2e', 'tools', 'bench', 'config'].map((folder) => `<rootDir>/${folder}`),
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  moduleNameMapper: {
    ...contract,
    // An ES module, which Jest cannot load; this is the same code as a script
    '^d3-delaunay$': '<rootDir>/node_modules/d3-delaunay/dist/d3-delaunay.js',
  },
  transform,
}

/** What a resident holds, with Taro's components as plain DOM elements (src/testing). */
const jsdom = {
  displayName: 'jsdom',
  testEnvironment: 'jsdom',
  roots: ['<rootDir>/src'],
  testMatch: ['**/*.test.ts', '**/*.test.tsx'],
  // A capability in src/platform is a pair x.weapp.ts and x.h5.ts; here the browser's half is taken
  moduleFileExtensions: ['h5.ts', 'h5.tsx', 'ts', 'tsx', 'js', 'mjs', 'cjs', 'json', 'node'],
  moduleNameMapper: {
    ...contract,
    '\\.(s?css|png|jpe?g|svg)$': '<rootDir>/src/testing/asset.ts',
    '^@/(.*)$': '<rootDir>/src/$1',
    '^@tarojs/taro$': '<rootDir>/src/testing/taro.ts',
    '^@tarojs/components$': '<rootDir>/src/testing/components.tsx',
  },
  transform,
}

/** @type {import('jest').Config} */
module.exports = { projects: [node, jsdom] }
