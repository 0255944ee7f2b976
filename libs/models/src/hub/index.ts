export * from './HubAddress.js';
export * from './HubFile.js';
export * from './HubModel.js';
export * from './listHub.js';
export * from './readHub.js';
