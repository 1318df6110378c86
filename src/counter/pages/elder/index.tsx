import type { PatronAnswer } from '@contract/booking'
import { allergens, diets, patronKinds } from '@contract/booking-words'
import { limits } from '@contract/limits'
import { Text, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { CareFields, dateWords, Failed, Handover, listWords } from '@/service'
import { useStores } from '@/stores'
import { Button, Card, Cell, CellGroup, Page, SearchInput, Sheet, StateBanner, Tag, TextInput } from '@/ui'
import { ElderForm } from '../../elder-form'
import { go } from '../../go'
import '../../counter.scss'

const beside = ['phone', 'name', 'birthday', 'buildingId', 'unit', 'emergencyName', 'emergencyPhone', 'idNumber']

/** Somebody at the counter or on the phone: found by their number, or registered; then one books for them. */
export default observer(function ElderPage() {
  const stores = useStores()
  const { site } = useRouter().params
  const [form] = useState(() => new ElderForm(stores))
  const { deed, found, phone, registered } = form
  return (
    <Page>
      {!form.verifying && <Failed deed={deed} shown={beside} />}
      <TextInput
        label='手机号'
        required
        type='number'
        hint='同一个号码只登记一次'
        maxLength={11}
        value={phone}
        error={deed.error('phone')}
        onChange={form.setPhone}
      />
      {found === undefined && !registered && (
        <Button disabled={phone.length < 11} onPress={form.look}>
          查一查登记过没有
        </Button>
      )}
      {registered && (
        <>
          <StateBanner tone='done' icon='check' title='登记好了' />
          <Handover text={registered.handover} />
        </>
      )}
      {found?.map((card) => (
        <Found key={card.patronId} card={card} form={form} site={site} />
      ))}
      {found?.length === 0 && <Register form={form} />}
      <Sheet
        open={form.verifying !== undefined}
        title={`核对 ${form.verifying?.name ?? ''} 的身份证`}
        onClose={() => form.startVerifying(undefined)}
      >
        <Text className='ct-line ct-quiet'>只记下出生日期，号码不保存。核对过才有补贴。</Text>
        <Failed deed={deed} shown={['idNumber']} />
        <TextInput
          label='身份证号'
          required
          maxLength={18}
          value={form.idNumber}
          error={deed.error('idNumber')}
          onChange={form.setIdNumber}
        />
        <Button onPress={form.verify}>看过本人身份证，核对</Button>
      </Sheet>
    </Page>
  )
})

const Found = observer(function Found({ card, form, site }: { card: PatronAnswer; form: ElderForm; site?: string }) {
  return (
    <Card title={card.name} extra={card.verified ? <Tag tone='done'>已核对</Tag> : <Tag tone='warn'>未核对</Tag>}>
      <Text className='ct-line ct-quiet'>
        {[patronKinds[card.kind], card.birthday && `${dateWords(card.birthday)}生`, card.buildingName, card.unit]
          .filter(Boolean)
          .join(' · ')}
      </Text>
      {card.allergies.length > 0 && <Text className='ct-line'>{`过敏：${listWords(allergens, card.allergies)}`}</Text>}
      {card.diets.length > 0 && <Text className='ct-line'>{`吃：${listWords(diets, card.diets)}`}</Text>}
      <View className='ct-row'>
        <Button label={`替 ${card.name} 预约`} onPress={() => go.bookFor(card.patronId, card.name, site)}>
          替他预约
        </Button>
        {!card.verified && (
          <Button kind='plain' label={`核对 ${card.name} 的身份证`} onPress={() => form.startVerifying(card)}>
            核对身份证
          </Button>
        )}
        {card.kind === 'elder' && (
          <Button
            kind='text'
            label={`登记谁能替 ${card.name} 约`}
            onPress={() => go.proxyFor(card.patronId, card.name)}
          >
            登记代约人
          </Button>
        )}
      </View>
    </Card>
  )
})

/** Nobody has this number yet. */
const Register = observer(function Register({ form }: { form: ElderForm }) {
  const { deed, value } = form
  return (
    <>
      <Card title='还没有登记'>
        <Text className='ct-line'>没有智能手机的老人，登记一次，以后家人、网格员、站点都能替他约。</Text>
      </Card>
      <TextInput
        label='姓名'
        required
        maxLength={limits.name.max}
        value={value.name}
        error={deed.error('name')}
        onChange={(name) => form.set({ name })}
      />
      <TextInput
        label='出生日期'
        type='number'
        hint='8 位数字，例如 19450301'
        maxLength={8}
        value={value.birthday}
        error={deed.error('birthday')}
        onChange={(birthday) => form.set({ birthday })}
      />
      {value.building ? (
        <CellGroup title='住在'>
          <Cell icon='home' title={value.building.name} hint='轻点换一栋' onPress={() => form.choose(undefined)} />
        </CellGroup>
      ) : (
        <>
          <SearchInput
            label='住在哪栋楼'
            placeholder='找楼栋，例如：中兴里 3 号楼'
            value={form.text}
            onChange={(text) => void form.search(text)}
          />
          {deed.error('buildingId') && <Text className='ct-line ct-gap'>请找到并选择楼栋</Text>}
          {form.buildings.length > 0 && (
            <CellGroup>
              {form.buildings.map((area) => (
                <Cell key={area.id} title={area.name} hint={area.within} onPress={() => form.choose(area)} />
              ))}
            </CellGroup>
          )}
        </>
      )}
      <TextInput
        label='房号'
        required
        placeholder='例如：2-301'
        maxLength={limits.unit.max}
        value={value.unit}
        error={deed.error('unit')}
        onChange={(unit) => form.set({ unit })}
      />
      <CareFields value={value} deed={deed} onChange={form.set} />
      <Button onPress={form.register}>登记</Button>
    </>
  )
})
