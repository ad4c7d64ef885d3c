<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
  <context>
    <name>widgets.views</name>
    <message>
      <source>站文件的改动，点一下看那时的样子；左右键到前一次、后一次改动</source>
      <translation>Changes of the station file. Click to see it as it was; left and right go to the change before and after</translation>
    </message>
    <message>
      <source>前一次改动</source>
      <translation>Change before</translation>
    </message>
    <message>
      <source>后一次改动</source>
      <translation>Change after</translation>
    </message>
    <message>
      <source>看哪个时刻，写作 2026-11-21 21:47</source>
      <translation>The moment to look at, written 2026-11-21 21:47</translation>
    </message>
    <message>
      <source>写一个时刻再按回车，例如 2026-11-21 21:47</source>
      <translation>Write a moment and press Enter, such as 2026-11-21 21:47</translation>
    </message>
    <message>
      <source>回到现在</source>
      <translation>Back to now</translation>
    </message>
    <message>
      <source>这是 {when} 的样子</source>
      <translation>As it was on {when}</translation>
    </message>
    <message>
      <source>正在还原…</source>
      <translation>Rebuilding…</translation>
    </message>
    <message>
      <source>看不懂这个时刻，请写成 2026-11-21 21:47</source>
      <translation>That is no moment. Write it as 2026-11-21 21:47</translation>
    </message>
    <message>
      <source>站文件那时还没有记录</source>
      <translation>The station file held no records then</translation>
    </message>
    <message>
      <source>只能看，不能改 · 最后一次改动：{when} {who} {why}</source>
      <translation>To look at, not to change · last change: {when} {who} {why}</translation>
    </message>
    <message>
      <source>警情和轨迹的时间分布；拖动选时段，空格播放，左右键一步一步</source>
      <translation>Cases and tracks over time. Drag to choose a period; Space plays, left and right go step by step</translation>
    </message>
    <message>
      <source>{when} 起：警情 {cases}，轨迹 {tracks}</source>
      <translation>From {when}: {cases} cases, {tracks} tracks</translation>
    </message>
    <message>
      <source>后退一步</source>
      <translation>Step back</translation>
    </message>
    <message>
      <source>播放</source>
      <translation>Play</translation>
    </message>
    <message>
      <source>前进一步</source>
      <translation>Step on</translation>
    </message>
    <message>
      <source>停下，显示整个时段</source>
      <translation>Stop and show the whole period</translation>
    </message>
    <message>
      <source>1 天</source>
      <translation>1 day</translation>
    </message>
    <message>
      <source>1 小时</source>
      <translation>1 h</translation>
    </message>
    <message>
      <source>6 小时</source>
      <translation>6 h</translation>
    </message>
    <message>
      <source>累计</source>
      <translation>So far</translation>
    </message>
    <message>
      <source>逐段</source>
      <translation>Each step</translation>
    </message>
    <message>
      <source>累计：从时段开头到这一刻；逐段：只看这一步</source>
      <translation>So far: from the beginning of the period to this moment. Each step: only this step</translation>
    </message>
    <message>
      <source>暂停</source>
      <translation>Pause</translation>
    </message>
    <message>
      <source>现在</source>
      <translation>now</translation>
    </message>
    <message>
      <source>近 1 天</source>
      <translation>Last day</translation>
    </message>
    <message>
      <source>近 90 天</source>
      <translation>Last 90 days</translation>
    </message>
    <message>
      <source>直方图的范围</source>
      <translation>What the histogram spans</translation>
    </message>
    <message>
      <source>快慢：每秒几步</source>
      <translation>How fast: steps a second</translation>
    </message>
    <message>
      <source>去这个视图（按 {key}）</source>
      <translation>Go to this view (press {key})</translation>
    </message>
    <message>
      <source>去这个视图</source>
      <translation>Go to this view</translation>
    </message>
    <message>
      <source>改名、换键、更新、删除</source>
      <translation>Rename, change key, update, delete</translation>
    </message>
    <message>
      <source>用现在的画面更新</source>
      <translation>Update with what is shown now</translation>
    </message>
    <message>
      <source>改名</source>
      <translation>Rename</translation>
    </message>
    <message>
      <source>放在哪个键上</source>
      <translation>Put on key</translation>
    </message>
    <message>
      <source>不用键</source>
      <translation>No key</translation>
    </message>
    <message>
      <source>还没有保存的视图</source>
      <translation>No saved views yet</translation>
    </message>
    <message>
      <source>把常看的画面存下来：位置、图层、筛选和时间一起记住，按 1 到 9 就回来。</source>
      <translation>Save what you often look at. Place, layers, filters and time are kept together, and keys 1 to 9 bring them back.</translation>
    </message>
    <message>
      <source>保存当前视图</source>
      <translation>Save this view</translation>
    </message>
    <message>
      <source>飞行浏览</source>
      <translation>Fly through</translation>
    </message>
    <message>
      <source>Ctrl+Alt+1 到 9 存在某个键上</source>
      <translation>Ctrl+Alt+1 to 9 saves on a key</translation>
    </message>
    <message>
      <source>视图</source>
      <translation>Views</translation>
    </message>
    <message>
      <source>步行</source>
      <translation>Walk</translation>
    </message>
    <message>
      <source>分屏</source>
      <translation>Split</translation>
    </message>
    <message>
      <source>出图</source>
      <translation>Picture</translation>
    </message>
    <message>
      <source>前一个视图</source>
      <translation>View before</translation>
    </message>
    <message>
      <source>后一个视图</source>
      <translation>View after</translation>
    </message>
    <message>
      <source>停止 Esc</source>
      <translation>Stop (Esc)</translation>
    </message>
    <message>
      <source>{number} / {of}　{name}</source>
      <translation>{number} / {of}  {name}</translation>
    </message>
    <message>
      <source>继续</source>
      <translation>Go on</translation>
    </message>
    <message>
      <source>保存的视图、步行、分屏、出图</source>
      <translation>Saved views, walking, split screen, pictures</translation>
    </message>
    <message>
      <source>图片</source>
      <translation>Picture</translation>
    </message>
    <message>
      <source>PDF 页</source>
      <translation>PDF page</translation>
    </message>
    <message>
      <source>当前画面</source>
      <translation>What is seen</translation>
    </message>
    <message>
      <source>平面，正北朝上</source>
      <translation>Plan, north up</translation>
    </message>
    <message>
      <source>自定</source>
      <translation>Other</translation>
    </message>
    <message>
      <source>横向</source>
      <translation>Landscape</translation>
    </message>
    <message>
      <source>纵向</source>
      <translation>Portrait</translation>
    </message>
    <message>
      <source>适合画面</source>
      <translation>As seen</translation>
    </message>
    <message>
      <source>保存到文件…</source>
      <translation>Save to file…</translation>
    </message>
    <message>
      <source>形式</source>
      <translation>Form</translation>
    </message>
    <message>
      <source>图片发给别人、放进文件；PDF 页带标题、图例、比例尺、指北针和日期，拿去打印。</source>
      <translation>A picture to send or put into a document; a PDF page with title, legend, scale, north and date to print.</translation>
    </message>
    <message>
      <source>画面</source>
      <translation>View</translation>
    </message>
    <message>
      <source>平面的比例尺处处准确；三维画面只在中心处准确。</source>
      <translation>In a plan the scale is true everywhere, in 3D only at the middle.</translation>
    </message>
    <message>
      <source>大小</source>
      <translation>Size</translation>
    </message>
    <message>
      <source>像素；大图分块画成，不受显卡限制。</source>
      <translation>Pixels; large pictures are made in tiles, whatever the graphics card can hold.</translation>
    </message>
    <message>
      <source>纸张</source>
      <translation>Paper</translation>
    </message>
    <message>
      <source>标题</source>
      <translation>Title</translation>
    </message>
    <message>
      <source>比例尺</source>
      <translation>Scale</translation>
    </message>
    <message>
      <source>只有平面能定比例尺。</source>
      <translation>Only a plan has a scale of one's choice.</translation>
    </message>
    <message>
      <source>列出显示着的图层。</source>
      <translation>Lists the layers that are shown.</translation>
    </message>
    <message>
      <source>外观</source>
      <translation>Look</translation>
    </message>
    <message>
      <source>保存地图</source>
      <translation>Save map</translation>
    </message>
    <message>
      <source>W A S D 或方向键走，鼠标转头，Q E 转身，Shift 快走，点一下看是什么</source>
      <translation>W A S D or arrows walk, the mouse looks, Q E turn, Shift runs, a click tells what it is</translation>
    </message>
    <message>
      <source>离开 Esc</source>
      <translation>Leave (Esc)</translation>
    </message>
    <message>
      <source>小平面图：站在哪里，朝哪里看</source>
      <translation>Small plan: where one stands and looks</translation>
    </message>
    <message>
      <source>右图：现在</source>
      <translation>Right: now</translation>
    </message>
    <message>
      <source>右图：正在还原…</source>
      <translation>Right: rebuilding…</translation>
    </message>
    <message>
      <source>右图：{when} 的样子</source>
      <translation>Right: as it was on {when}</translation>
    </message>
    <message>
      <source>深色或浅色</source>
      <translation>Dark or light</translation>
    </message>
    <message>
      <source>合上分屏</source>
      <translation>Close the split</translation>
    </message>
    <message>
      <source>昨天此时</source>
      <translation>A day ago</translation>
    </message>
    <message>
      <source>7 天前</source>
      <translation>7 days ago</translation>
    </message>
    <message>
      <source>30 天前</source>
      <translation>30 days ago</translation>
    </message>
    <message>
      <source>哪个时刻：选一个，或写 2026-11-21 21:47 再按回车</source>
      <translation>Which moment: choose one, or write 2026-11-21 21:47 and press Enter</translation>
    </message>
    <message>
      <source>时段同左</source>
      <translation>Same period</translation>
    </message>
    <message>
      <source>图层同左</source>
      <translation>Same layers</translation>
    </message>
    <message>
      <source>时刻</source>
      <translation>Moment</translation>
    </message>
    <message>
      <source>时段</source>
      <translation>Period</translation>
    </message>
    <message>
      <source>主题</source>
      <translation>Theme</translation>
    </message>
    <message>
      <source>一套图层的显示、次序、样式和筛选，存成主题，一下换过去</source>
      <translation>What layers are shown, in which order, with which style and filters: keep it as a theme and change over at once</translation>
    </message>
    <message>
      <source>主题名称，例如 夜间巡逻</source>
      <translation>Name of the theme, such as Night patrol</translation>
    </message>
    <message>
      <source>保存</source>
      <translation>Save</translation>
    </message>
    <message>
      <source>不保存</source>
      <translation>Do not save</translation>
    </message>
    <message>
      <source>主题：{name}</source>
      <translation>Theme: {name}</translation>
    </message>
    <message>
      <source>把现在的图层存成主题…</source>
      <translation>Save the layers as a theme…</translation>
    </message>
    <message>
      <source>用现在的图层更新</source>
      <translation>Update with the layers shown</translation>
    </message>
    <message>
      <source>导出主题</source>
      <translation>Export theme</translation>
    </message>
    <message>
      <source>导入主题…</source>
      <translation>Import theme…</translation>
    </message>
    <message>
      <source>导入主题</source>
      <translation>Import theme</translation>
    </message>
    <message>
      <source>主题已改名为“{name}”</source>
      <translation>Theme renamed to "{name}"</translation>
    </message>
    <message>
      <source>主题“{name}”已保存</source>
      <translation>Theme "{name}" saved</translation>
    </message>
    <message>
      <source>主题“{name}”已更新</source>
      <translation>Theme "{name}" updated</translation>
    </message>
    <message>
      <source>主题“{name}”已删除，可以撤销</source>
      <translation>Theme "{name}" deleted; this can be undone</translation>
    </message>
    <message>
      <source>图层主题 ({pattern})</source>
      <translation>Layer theme ({pattern})</translation>
    </message>
    <message>
      <source>主题已导出到 {file}</source>
      <translation>Theme exported to {file}</translation>
    </message>
    <message>
      <source>主题“{name}”已导入</source>
      <translation>Theme "{name}" imported</translation>
    </message>
    <message>
      <source>在时间轴上播放这段时间</source>
      <translation>Play this time on the timeline</translation>
    </message>
    <message>
      <source>看站点那时的样子，或回到现在</source>
      <translation>See the station as it was, or go back to now</translation>
    </message>
  </context>
</TS>
