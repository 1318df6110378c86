import { startCloudBase } from '../../../e2e/cloudbase'
import { cryptoRandom } from '../node'
import { storeContract } from '../store.contract'
import { openCloud } from './sdk'
import { cloudStore } from './store'

const before = { ...process.env }
afterAll(() => {
  process.env = before
})

storeContract(
  'CloudBase',
  async () => {
    const cloudBase = await startCloudBase()
    Object.assign(process.env, cloudBase.env)
    const store = cloudStore(openCloud().database({ throwOnNotFound: false }), cryptoRandom())
    return { ...store, close: () => cloudBase.close() }
  },
  25,
)
