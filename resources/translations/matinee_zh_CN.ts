<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name></name>
    <message>
        <source>Rated {} videos</source>
        <translation>已为 {} 个视频评分</translation>
    </message>
    <message>
        <source>Took the rating of {} videos back</source>
        <translation>已撤回 {} 个视频的评分</translation>
    </message>
    <message>
        <source>Rated {} of 5 stars</source>
        <translation>已评 {} 星</translation>
    </message>
    <message>
        <source>Took the rating back</source>
        <translation>已撤回评分</translation>
    </message>
    <message>
        <source>Changed a note</source>
        <translation>已修改笔记</translation>
    </message>
    <message>
        <source>Tagged {} videos “{}”</source>
        <translation>已给 {} 个视频加上标签“{}”</translation>
    </message>
    <message>
        <source>Tagged “{}”</source>
        <translation>已加上标签“{}”</translation>
    </message>
    <message>
        <source>Took the tag “{}” off {} videos</source>
        <translation>已从 {1} 个视频移除标签“{0}”</translation>
    </message>
    <message>
        <source>Took the tag “{}” off</source>
        <translation>已移除标签“{}”</translation>
    </message>
    <message>
        <source>Marked as watched</source>
        <translation>已标记为看过</translation>
    </message>
    <message>
        <source>Marked {} videos as watched</source>
        <translation>已将 {} 个视频标记为看过</translation>
    </message>
    <message>
        <source>Marked as not watched</source>
        <translation>已标记为没看过</translation>
    </message>
    <message>
        <source>Marked {} videos as not watched</source>
        <translation>已将 {} 个视频标记为没看过</translation>
    </message>
    <message>
        <source>Put off for two weeks</source>
        <translation>两周内不再推荐</translation>
    </message>
    <message>
        <source>Put {} videos off for two weeks</source>
        <translation>{} 个视频两周内不再推荐</translation>
    </message>
    <message>
        <source>Won&apos;t be suggested again</source>
        <translation>以后不再推荐</translation>
    </message>
    <message>
        <source>{} videos won&apos;t be suggested again</source>
        <translation>{} 个视频以后不再推荐</translation>
    </message>
    <message>
        <source>May be suggested again</source>
        <translation>已恢复推荐</translation>
    </message>
    <message>
        <source>{} videos may be suggested again</source>
        <translation>已恢复推荐 {} 个视频</translation>
    </message>
    <message>
        <source>Imported what you said of 1 video</source>
        <translation>已导入 1 个视频的评价</translation>
    </message>
    <message>
        <source>Imported what you said of {} videos</source>
        <translation>已导入 {} 个视频的评价</translation>
    </message>
    <message>
        <source>{folder} is not a folder. Choose one that holds videos.</source>
        <translation>{folder} 不是文件夹。请选择存放视频的文件夹。</translation>
    </message>
    <message>
        <source>Removed {}</source>
        <translation>已移除 {}</translation>
    </message>
    <message>
        <source>No program on this computer opens {name}. Install a video player.</source>
        <translation>这台电脑没有可以打开 {name} 的程序。请安装视频播放器。</translation>
    </message>
    <message>
        <source>Search titles, people and every spoken line</source>
        <translation>搜索片名、人物和每一句台词</translation>
    </message>
    <message>
        <source>Look for new videos, learn, write anew</source>
        <translation>查找新视频、重新学习并更新推荐语</translation>
    </message>
    <message>
        <source>Add a folder of videos</source>
        <translation>添加视频文件夹</translation>
    </message>
    <message>
        <source>Show or hide the sidebar</source>
        <translation>显示或隐藏侧边栏</translation>
    </message>
    <message>
        <source>Show or hide the details</source>
        <translation>显示或隐藏详情</translation>
    </message>
    <message>
        <source>Show or hide the jobs</source>
        <translation>显示或隐藏任务</translation>
    </message>
    <message>
        <source>Posters or a table</source>
        <translation>海报墙或列表</translation>
    </message>
    <message>
        <source>Larger posters</source>
        <translation>放大海报</translation>
    </message>
    <message>
        <source>Smaller posters</source>
        <translation>缩小海报</translation>
    </message>
    <message>
        <source>Posters as large as at first</source>
        <translation>恢复海报大小</translation>
    </message>
    <message>
        <source>Undo the last change</source>
        <translation>撤销上一步</translation>
    </message>
    <message>
        <source>Import ratings from another program</source>
        <translation>从其他程序导入评分</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>This map of the keys</source>
        <translation>显示快捷键</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>One step back</source>
        <translation>返回上一步</translation>
    </message>
    <message>
        <source>Close Matinee</source>
        <translation>退出 Matinee</translation>
    </message>
    <message>
        <source>Rate with so many stars</source>
        <translation>按星数评分</translation>
    </message>
    <message>
        <source>Take the rating back</source>
        <translation>撤回评分</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>写笔记</translation>
    </message>
    <message>
        <source>Add a tag</source>
        <translation>添加标签</translation>
    </message>
    <message>
        <source>Mark as watched, or not watched</source>
        <translation>标记为看过或没看过</translation>
    </message>
    <message>
        <source>Play, from where you left it</source>
        <translation>播放（从上次停下的地方）</translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation>播放或暂停</translation>
    </message>
    <message>
        <source>10 seconds back</source>
        <translation>后退 10 秒</translation>
    </message>
    <message>
        <source>10 seconds on</source>
        <translation>前进 10 秒</translation>
    </message>
    <message>
        <source>Back to the start</source>
        <translation>回到开头</translation>
    </message>
    <message>
        <source>The chapter before</source>
        <translation>上一章</translation>
    </message>
    <message>
        <source>The next chapter</source>
        <translation>下一章</translation>
    </message>
    <message>
        <source>The list of chapters</source>
        <translation>章节列表</translation>
    </message>
    <message>
        <source>One frame back</source>
        <translation>后退一帧</translation>
    </message>
    <message>
        <source>One frame on</source>
        <translation>前进一帧</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>减速</translation>
    </message>
    <message>
        <source>Faster</source>
        <translation>加速</translation>
    </message>
    <message>
        <source>Speed and single frames</source>
        <translation>速度与逐帧</translation>
    </message>
    <message>
        <source>Louder</source>
        <translation>调高音量</translation>
    </message>
    <message>
        <source>Quieter</source>
        <translation>调低音量</translation>
    </message>
    <message>
        <source>Sound on or off</source>
        <translation>静音或取消静音</translation>
    </message>
    <message>
        <source>The next sound track</source>
        <translation>切换音轨</translation>
    </message>
    <message>
        <source>The next subtitles, or none</source>
        <translation>切换或关闭字幕</translation>
    </message>
    <message>
        <source>The next subtitles in a second language, or none</source>
        <translation>切换或关闭第二字幕</translation>
    </message>
    <message>
        <source>Subtitles earlier</source>
        <translation>字幕提前</translation>
    </message>
    <message>
        <source>Subtitles later</source>
        <translation>字幕延后</translation>
    </message>
    <message>
        <source>Smaller subtitles</source>
        <translation>缩小字幕</translation>
    </message>
    <message>
        <source>Larger subtitles</source>
        <translation>放大字幕</translation>
    </message>
    <message>
        <source>Subtitles: languages, style and delay</source>
        <translation>字幕：语言、样式与延迟</translation>
    </message>
    <message>
        <source>The part before in the series</source>
        <translation>系列的上一部</translation>
    </message>
    <message>
        <source>The next part of the series</source>
        <translation>系列的下一部</translation>
    </message>
    <message>
        <source>Open in the system&apos;s player</source>
        <translation>用系统播放器打开</translation>
    </message>
    <message>
        <source>Out of the full screen, or close the player</source>
        <translation>退出全屏或关闭播放器</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>任何位置</translation>
    </message>
    <message>
        <source>The chosen video</source>
        <translation>选中的视频</translation>
    </message>
    <message>
        <source>Player</source>
        <translation>播放器</translation>
    </message>
    <message>
        <source>{} of 5 stars</source>
        <translation>{} 星（满分 5 星）</translation>
    </message>
    <message>
        <source>not rated</source>
        <translation>未评分</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>片名</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年份</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Your stars</source>
        <translation>你的评分</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>添加时间</translation>
    </message>
    <message>
        <source>Watched</source>
        <translation>看过</translation>
    </message>
    <message>
        <source>watched</source>
        <translation>看过</translation>
    </message>
    <message>
        <source>not watched</source>
        <translation>没看过</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>系列</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>File size</source>
        <translation>文件大小</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>分辨率</translation>
    </message>
    <message>
        <source>Asked for</source>
        <translation>已加入任务</translation>
    </message>
    <message>
        <source>You stopped it</source>
        <translation>你停止了任务</translation>
    </message>
    <message>
        <source>You paused it</source>
        <translation>你暂停了任务</translation>
    </message>
    <message>
        <source>It went on</source>
        <translation>任务已继续</translation>
    </message>
    <message>
        <source>Looking through your folders</source>
        <translation>正在扫描文件夹</translation>
    </message>
    <message>
        <source>Learning from your ratings and notes</source>
        <translation>正在学习你的评分和笔记</translation>
    </message>
    <message>
        <source>Writing blurbs</source>
        <translation>正在撰写推荐语</translation>
    </message>
    <message>
        <source>Reading your notes</source>
        <translation>正在阅读你的笔记</translation>
    </message>
    <message>
        <source>Drawing the demo library</source>
        <translation>正在制作演示片库</translation>
    </message>
    <message>
        <source>Exporting what you said</source>
        <translation>正在导出</translation>
    </message>
    <message>
        <source>Reading a file to import</source>
        <translation>正在读取导入文件</translation>
    </message>
    <message>
        <source>Reading your mood</source>
        <translation>正在理解你的心情</translation>
    </message>
    <message>
        <source>Looking for videos</source>
        <translation>查找视频</translation>
    </message>
    <message>
        <source>Reading videos</source>
        <translation>读取视频</translation>
    </message>
    <message>
        <source>Understanding texts</source>
        <translation>理解文本</translation>
    </message>
    <message>
        <source>Reading subtitles</source>
        <translation>读取字幕</translation>
    </message>
    <message>
        <source>Parsing sentences</source>
        <translation>分析句子</translation>
    </message>
    <message>
        <source>Learning</source>
        <translation>学习</translation>
    </message>
    <message>
        <source>Waiting for the charger</source>
        <translation>等待接通电源</translation>
    </message>
    <message>
        <source>{} new or changed</source>
        <translation>{} 个新增或有变化</translation>
    </message>
    <message>
        <source>{} unchanged</source>
        <translation>{} 个没有变化</translation>
    </message>
    <message>
        <source>{} can&apos;t be read</source>
        <translation>{} 个无法读取</translation>
    </message>
    <message>
        <source>{} understood</source>
        <translation>{} 个已理解</translation>
    </message>
    <message>
        <source>{} subtitle tracks read</source>
        <translation>{} 条字幕轨已读取</translation>
    </message>
    <message>
        <source>{} notes</source>
        <translation>{} 条笔记</translation>
    </message>
    <message>
        <source>{} steps</source>
        <translation>{} 步</translation>
    </message>
    <message>
        <source>{} blurbs</source>
        <translation>{} 条推荐语</translation>
    </message>
    <message>
        <source>{} videos</source>
        <translation>{} 个视频</translation>
    </message>
    <message>
        <source>{} ratings</source>
        <translation>{} 个评分</translation>
    </message>
    <message>
        <source>{} viewings</source>
        <translation>{} 次观看</translation>
    </message>
    <message>
        <source>{} marks</source>
        <translation>{} 个标记</translation>
    </message>
    <message>
        <source>{} tags</source>
        <translation>{} 个标签</translation>
    </message>
    <message>
        <source>{} with no video here</source>
        <translation>{} 条在片库中没有对应的视频</translation>
    </message>
    <message>
        <source>Stopped; what was finished is kept</source>
        <translation>已停止，完成的部分已保留</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>{}: {}</source>
        <translation>{}：{}</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>片库</translation>
    </message>
    <message>
        <source>All videos</source>
        <translation>全部视频</translation>
    </message>
    <message>
        <source>Continue watching</source>
        <translation>继续观看</translation>
    </message>
    <message>
        <source>Films</source>
        <translation>电影</translation>
    </message>
    <message>
        <source>Talks and courses</source>
        <translation>演讲与课程</translation>
    </message>
    <message>
        <source>Your taste</source>
        <translation>你的口味</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>unplugged</source>
        <translation>未连接</translation>
    </message>
    <message>
        <source>Not read yet</source>
        <translation>尚未读取</translation>
    </message>
    <message>
        <source>Pictures, which Matinee can&apos;t show</source>
        <translation>图形字幕，Matinee 无法显示</translation>
    </message>
    <message>
        <source>Has no lines</source>
        <translation>没有台词</translation>
    </message>
    <message>
        <source>mono</source>
        <translation>单声道</translation>
    </message>
    <message>
        <source>stereo</source>
        <translation>立体声</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>音频</translation>
    </message>
    <message>
        <source>Chapter {}</source>
        <translation>第 {} 章</translation>
    </message>
    <message>
        <source>Subtitles</source>
        <translation>字幕</translation>
    </message>
    <message>
        <source>Episodes</source>
        <translation>剧集</translation>
    </message>
    <message>
        <source>Talks</source>
        <translation>演讲</translation>
    </message>
    <message>
        <source>Lessons</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>Clips</source>
        <translation>片段</translation>
    </message>
    <message>
        <source>Other videos</source>
        <translation>其他视频</translation>
    </message>
    <message>
        <source>In no series</source>
        <translation>不属于任何系列</translation>
    </message>
    <message>
        <source>Year not known</source>
        <translation>年份未知</translation>
    </message>
    <message>
        <source>Without a tag</source>
        <translation>没有标签</translation>
    </message>
    <message>
        <source>About {}</source>
        <translation>约 {}</translation>
    </message>
    <message>
        <source>Matinee</source>
        <translation>Matinee</translation>
    </message>
    <message>
        <source>The most alike video</source>
        <translation>最相似的视频</translation>
    </message>
    <message>
        <source>Shared genres and tags</source>
        <translation>相同的类型和标签</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>最新优先</translation>
    </message>
    <message>
        <source>Guessing</source>
        <translation>随机猜测</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>年代</translation>
    </message>
    <message>
        <source>; last changed on {}</source>
        <translation>；最近变动于 {}</translation>
    </message>
    <message>
        <source>yyyy</source>
        <translation>yyyy年</translation>
    </message>
    <message>
        <source>MMM</source>
        <translation>M月</translation>
    </message>
    <message>
        <source>d MMM</source>
        <translation>M月d日</translation>
    </message>
    <message>
        <source>day</source>
        <translation>日</translation>
    </message>
    <message>
        <source>week</source>
        <translation>周</translation>
    </message>
    <message>
        <source>month</source>
        <translation>月</translation>
    </message>
    <message>
        <source>year</source>
        <translation>年</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>画面</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Subtitles {}</source>
        <translation>字幕 {}</translation>
    </message>
    <message>
        <source>{} chapters</source>
        <translation>{} 个章节</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>标语</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>笔记</translation>
    </message>
    <message>
        <source>Fact</source>
        <translation>事实</translation>
    </message>
    <message>
        <source>Said</source>
        <translation>台词</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Mark as not watched</source>
        <translation>标记为没看过</translation>
    </message>
    <message>
        <source>Mark as watched</source>
        <translation>标记为看过</translation>
    </message>
    <message>
        <source>Not now: ask again in two weeks</source>
        <translation>暂不：两周后再推荐</translation>
    </message>
    <message>
        <source>Suggest again</source>
        <translation>恢复推荐</translation>
    </message>
    <message>
        <source>Never suggest this</source>
        <translation>不再推荐</translation>
    </message>
    <message>
        <source>Show in its folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>评分</translation>
    </message>
    <message>
        <source>Take the ratings back</source>
        <translation>撤回评分</translation>
    </message>
    <message>
        <source>Never suggest these</source>
        <translation>不再推荐这些</translation>
    </message>
    <message>
        <source>Tag…</source>
        <translation>添加标签…</translation>
    </message>
    <message>
        <source>Remove tag…</source>
        <translation>移除标签…</translation>
    </message>
    <message>
        <source>Why {}?</source>
        <translation>为什么推荐《{}》？</translation>
    </message>
    <message>
        <source>{} of {} in your list</source>
        <translation>在你的推荐列表中排第 {} 位，共 {} 部</translation>
    </message>
    <message>
        <source>Not in your list now: you have seen it or put it off</source>
        <translation>目前不在推荐列表中：你看过了，或暂时不想看</translation>
    </message>
    <message>
        <source> · expected {:.1f} of 5 stars, give or take {:.1f}</source>
        <translation> · 预计 {:.1f} 星，误差约 {:.1f} 星</translation>
    </message>
    <message>
        <source>What to do: {}</source>
        <translation>操作：{}</translation>
    </message>
    <message>
        <source>You gave {} {}</source>
        <translation>你给《{}》评了 {}</translation>
    </message>
    <message>
        <source>no rating</source>
        <translation>没有评分</translation>
    </message>
    <message>
        <source>“{}”</source>
        <translation>“{}”</translation>
    </message>
    <message>
        <source>seen on {}</source>
        <translation>{} 看过</translation>
    </message>
    <message>
        <source>seen</source>
        <translation>看过</translation>
    </message>
    <message>
        <source>{}; perhaps {}</source>
        <translation>{}；可能是 {}</translation>
    </message>
    <message>
        <source>{}: yours {}, in the file {}; {} will stand</source>
        <translation>《{}》：你的评分 {}，文件中 {}；将采用 {}</translation>
    </message>
    <message>
        <source>{}: nothing new</source>
        <translation>《{}》：没有新内容</translation>
    </message>
    <message>
        <source>not seen</source>
        <translation>没看过</translation>
    </message>
    <message>
        <source>never suggested</source>
        <translation>不再推荐</translation>
    </message>
    <message>
        <source>put off</source>
        <translation>暂不</translation>
    </message>
    <message>
        <source>suggested again</source>
        <translation>恢复推荐</translation>
    </message>
    <message>
        <source>You wrote about {}: {}</source>
        <translation>你为《{}》写道：{}</translation>
    </message>
    <message>
        <source>You left {} at {}</source>
        <translation>《{}》看到 {} 停下</translation>
    </message>
    <message>
        <source>You tagged {} as {}</source>
        <translation>你给《{}》加上标签 {}</translation>
    </message>
    <message>
        <source>You took off {} the tag {}</source>
        <translation>你从《{}》移除标签 {}</translation>
    </message>
    <message>
        <source>You imported {}: {} things said</source>
        <translation>你导入了 {}：共 {} 条记录</translation>
    </message>
    <message>
        <source>You took back your rating of {}</source>
        <translation>你撤回了对《{}》的评分</translation>
    </message>
    <message>
        <source>You took back your note about {}</source>
        <translation>你删除了《{}》的笔记</translation>
    </message>
    <message>
        <source>You watched {} to its end</source>
        <translation>你看完了《{}》</translation>
    </message>
    <message>
        <source>You watched {} again</source>
        <translation>你重看了《{}》</translation>
    </message>
    <message>
        <source>You marked {} as not watched</source>
        <translation>你把《{}》标记为没看过</translation>
    </message>
    <message>
        <source>You never want {} suggested</source>
        <translation>你不想再看到《{}》的推荐</translation>
    </message>
    <message>
        <source>You put {} off for two weeks</source>
        <translation>你让《{}》两周内不再推荐</translation>
    </message>
    <message>
        <source>You let {} be suggested again</source>
        <translation>你恢复了《{}》的推荐</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>{} {}</source>
        <translation>{}{}</translation>
    </message>
    <message>
        <source>{} s</source>
        <translation>{} 秒</translation>
    </message>
    <message>
        <source>{} min</source>
        <translation>{} 分钟</translation>
    </message>
    <message>
        <source>{} h {} min</source>
        <translation>{} 小时 {} 分钟</translation>
    </message>
    <message>
        <source>{} h</source>
        <translation>{} 小时</translation>
    </message>
    <message>
        <source>Short</source>
        <translation>短片</translation>
    </message>
    <message>
        <source>Film</source>
        <translation>电影</translation>
    </message>
    <message>
        <source>Episode</source>
        <translation>剧集</translation>
    </message>
    <message>
        <source>Talk</source>
        <translation>演讲</translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>Clip</source>
        <translation>片段</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>{} · S{} E{}</source>
        <translation>{} · 第 {} 季第 {} 集</translation>
    </message>
    <message>
        <source>{} · part {}</source>
        <translation>{} · 第 {} 集</translation>
    </message>
    <message>
        <source>{} subtitles</source>
        <translation>{} 字幕</translation>
    </message>
    <message>
        <source>Unplugged</source>
        <translation>未连接</translation>
    </message>
    <message>
        <source>Can&apos;t be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>Its drive or folder is not there now. Plug it in; your rating and notes are kept.</source>
        <translation>它所在的硬盘或文件夹目前不在。请接上；你的评分和笔记都还在。</translation>
    </message>
    <message>
        <source>Matinee can&apos;t read this file: {}</source>
        <translation>Matinee 无法读取这个文件：{}</translation>
    </message>
    <message>
        <source>no reason was given</source>
        <translation>原因不明</translation>
    </message>
    <message>
        <source>{} letters</source>
        <translation>{} 个字符</translation>
    </message>
    <message>
        <source>{}s</source>
        <translation>{} 年代</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Under 20 min</source>
        <translation>20 分钟以内</translation>
    </message>
    <message>
        <source>20 to 60 min</source>
        <translation>20 至 60 分钟</translation>
    </message>
    <message>
        <source>1 to 2 hours</source>
        <translation>1 至 2 小时</translation>
    </message>
    <message>
        <source>Over 2 hours</source>
        <translation>2 小时以上</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>English</source>
        <translation>英语</translation>
    </message>
    <message>
        <source>Japanese</source>
        <translation>日语</translation>
    </message>
    <message>
        <source>Korean</source>
        <translation>韩语</translation>
    </message>
    <message>
        <source>French</source>
        <translation>法语</translation>
    </message>
    <message>
        <source>German</source>
        <translation>德语</translation>
    </message>
    <message>
        <source>Spanish</source>
        <translation>西班牙语</translation>
    </message>
    <message>
        <source>Italian</source>
        <translation>意大利语</translation>
    </message>
    <message>
        <source>Portuguese</source>
        <translation>葡萄牙语</translation>
    </message>
    <message>
        <source>Russian</source>
        <translation>俄语</translation>
    </message>
    <message>
        <source>Arabic</source>
        <translation>阿拉伯语</translation>
    </message>
    <message>
        <source>Hindi</source>
        <translation>印地语</translation>
    </message>
    <message>
        <source>Director</source>
        <translation>导演</translation>
    </message>
    <message>
        <source>Writer</source>
        <translation>编剧</translation>
    </message>
    <message>
        <source>Actor</source>
        <translation>演员</translation>
    </message>
    <message>
        <source>Artist</source>
        <translation>艺人</translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation>讲者</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>作者</translation>
    </message>
    <message>
        <source>Uploader</source>
        <translation>上传者</translation>
    </message>
    <message>
        <source>{} of {}</source>
        <translation>{} / {}</translation>
    </message>
    <message>
        <source>{}/s</source>
        <translation>{}/秒</translation>
    </message>
    <message>
        <source>{} left</source>
        <translation>还剩 {}</translation>
    </message>
    <message>
        <source>Nothing learned yet: rate a few videos, and these become yours</source>
        <translation>还没有学到什么：给几个视频评分，推荐就会贴合你的口味</translation>
    </message>
    <message>
        <source>1 rating</source>
        <translation>1 个评分</translation>
    </message>
    <message>
        <source>1 note</source>
        <translation>1 条笔记</translation>
    </message>
    <message>
        <source>Learned from {}, all on this computer</source>
        <translation>根据 {}学习，全部在本机完成</translation>
    </message>
    <message>
        <source> and </source>
        <translation>和 </translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>磁盘空间不足</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>没有权限</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>文件或文件夹不存在</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>文件系统只读</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>读写错误</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>这是一个文件夹</translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation>这不是文件夹</translation>
    </message>
    <message>
        <source>File exists</source>
        <translation>文件已存在</translation>
    </message>
    <message>
        <source>File name too long</source>
        <translation>文件名太长</translation>
    </message>
    <message>
        <source>Device or resource busy</source>
        <translation>设备正忙</translation>
    </message>
    <message>
        <source>The demo library cannot be written to {folder}: {error}.</source>
        <translation>无法将演示片库写入 {folder}：{error}。</translation>
    </message>
    <message>
        <source>{folder} is not empty: choose a new or an empty folder for the demo library.</source>
        <translation>{folder} 不是空文件夹：请为演示片库选择新建的或空的文件夹。</translation>
    </message>
    <message>
        <source>cannot save the model to {path}: {reason}; free space</source>
        <translation>无法将模型保存到 {path}：{reason}。请腾出空间。</translation>
    </message>
    <message>
        <source>cannot read the model {path}: {reason}; train again</source>
        <translation>无法读取模型 {path}：{reason}。请重新训练。</translation>
    </message>
    <message>
        <source>the model {path} is damaged; delete it and train again</source>
        <translation>模型 {path} 已损坏。请删除它并重新训练。</translation>
    </message>
    <message>
        <source>the model {path} was made by another version of Matinee; train again</source>
        <translation>模型 {path} 来自其他版本的 Matinee。请重新训练。</translation>
    </message>
    <message>
        <source>the model&apos;s weights do not fit its sizes; train again</source>
        <translation>模型的权重与结构不符。请重新训练。</translation>
    </message>
    <message>
        <source>the discriminator&apos;s weights do not fit its sizes; install Matinee again</source>
        <translation>评判模型的权重与结构不符。请重新安装 Matinee。</translation>
    </message>
    <message>
        <source>no video has a text to learn from; add descriptions, subtitles or notes</source>
        <translation>没有可供学习的文字。请添加简介、字幕或笔记。</translation>
    </message>
    <message>
        <source>the base weights know another embedding model; train without them</source>
        <translation>基础权重对应另一个嵌入模型。请不用它重新训练。</translation>
    </message>
    <message>
        <source>not enough memory to train; close other programs and try again</source>
        <translation>内存不足，无法训练。请关闭其他程序后重试。</translation>
    </message>
    <message>
        <source>no video has a sentence of a usable length to learn from</source>
        <translation>没有长度合适、可供学习的句子</translation>
    </message>
    <message>
        <source>the saved training has other sizes; train from the start</source>
        <translation>保存的训练进度结构不符。请从头训练。</translation>
    </message>
    <message>
        <source>this machine has no {name} device; use --device auto</source>
        <translation>这台电脑没有 {name} 设备。请在设置里选“自动”。</translation>
    </message>
    <message>
        <source>The embedding model in {folder} tells no token states. {advice}</source>
        <translation>{folder} 中的嵌入模型不提供词元状态。{advice}</translation>
    </message>
    <message>
        <source>The embedding model in {folder} cannot be loaded ({error}). {advice}</source>
        <translation>无法加载 {folder} 中的嵌入模型（{error}）。{advice}</translation>
    </message>
    <message>
        <source>There is no embedding model in {folder}. {advice}</source>
        <translation>{folder} 中没有嵌入模型。{advice}</translation>
    </message>
    <message>
        <source>Build it with `python installer/embedder.py`, or choose another folder in the settings.</source>
        <translation>请运行 `python installer/embedder.py` 生成，或在设置里选择其他文件夹。</translation>
    </message>
    <message>
        <source>it ends before its first picture</source>
        <translation>在第一帧画面之前就结束了</translation>
    </message>
    <message>
        <source>its pictures cannot be kept as JPEG</source>
        <translation>画面无法存为 JPEG</translation>
    </message>
    <message>
        <source>Pictures cannot be written to {folder}: {reason}. Make room or mend its permissions, then scan again.</source>
        <translation>无法将图片写入 {folder}：{reason}。请腾出空间或修正权限，然后重新扫描。</translation>
    </message>
    <message>
        <source>not a regular file</source>
        <translation>不是普通文件</translation>
    </message>
    <message>
        <source>the file is empty</source>
        <translation>文件是空的</translation>
    </message>
    <message>
        <source>Cannot read {path} ({reason}). Check its name and permissions.</source>
        <translation>无法读取 {path}（{reason}）。请检查文件名和权限。</translation>
    </message>
    <message>
        <source>{path} is too large for an export of ratings. Choose the file that holds them.</source>
        <translation>{path} 太大，不像是评分的导出文件。请选择包含评分的文件。</translation>
    </message>
    <message>
        <source>{name} is too large for an export of ratings. Unpack it, and import its files.</source>
        <translation>{name} 太大，不像是评分的导出文件。请解压后导入其中的文件。</translation>
    </message>
    <message>
        <source>{name} cannot be unpacked ({error}). Download it again, or unpack it.</source>
        <translation>无法解压 {name}（{error}）。请重新下载，或自行解压。</translation>
    </message>
    <message>
        <source>{name} holds no ratings, reviews or viewings. Choose an export that does.</source>
        <translation>{name} 里没有评分、评论或观看记录。请选择其他导出文件。</translation>
    </message>
    <message>
        <source>{name} is no whole JSON ({error}). Export it again.</source>
        <translation>{name} 不是完整的 JSON（{error}）。请重新导出。</translation>
    </message>
    <message>
        <source>{name} has no header that names a title. Give its columns names: title, year, rating, review, date.</source>
        <translation>{name} 的表头里没有片名一列。请给各列命名：title、year、rating、review、date。</translation>
    </message>
    <message>
        <source>{name} has no column of ratings, reviews or dates of viewing (a list or a watchlist?). Choose the file that has.</source>
        <translation>{name} 里没有评分、评论或观看日期的列（是片单或想看列表？）。请选择包含这些内容的文件。</translation>
    </message>
    <message>
        <source>ratings run to {best}, as you said</source>
        <translation>评分满分为 {best}（按你的选择）</translation>
    </message>
    <message>
        <source>line {line}</source>
        <translation>第 {line} 行</translation>
    </message>
    <message>
        <source>no title</source>
        <translation>没有片名</translation>
    </message>
    <message>
        <source>{text!r} is no year</source>
        <translation>{text!r} 不是年份</translation>
    </message>
    <message>
        <source>ratings run to {best}, as the column “{column}” says</source>
        <translation>评分满分为 {best}（依据“{column}”一列）</translation>
    </message>
    <message>
        <source>ratings run to {best}, as those of {program} do</source>
        <translation>评分满分为 {best}（与 {program} 相同）</translation>
    </message>
    <message>
        <source>ratings are taken to run to {best}: the largest is {most}</source>
        <translation>评分按满分 {best} 计：最高的是 {most}</translation>
    </message>
    <message>
        <source>{text!r} is no rating</source>
        <translation>{text!r} 不是评分</translation>
    </message>
    <message>
        <source>a rating of 0 may mean that there is none</source>
        <translation>0 分可能表示没有评分</translation>
    </message>
    <message>
        <source>{text!r} is more than {scale}</source>
        <translation>{text!r} 超过了 {scale}</translation>
    </message>
    <message>
        <source>the date {text!r} may be of two months</source>
        <translation>日期 {text!r} 的月份不明确</translation>
    </message>
    <message>
        <source>the date {text!r} cannot be read</source>
        <translation>无法识别日期 {text!r}</translation>
    </message>
    <message>
        <source>the date {text!r} is not of this time</source>
        <translation>日期 {text!r} 不合理</translation>
    </message>
    <message>
        <source>{name} is neither Trakt&apos;s export nor Matinee&apos;s. Choose another file, or export a CSV file.</source>
        <translation>{name} 既不是 Trakt 也不是 Matinee 的导出文件。请选择其他文件，或导出 CSV 文件。</translation>
    </message>
    <message>
        <source>it is not as Trakt writes it</source>
        <translation>不符合 Trakt 的格式</translation>
    </message>
    <message>
        <source>item {number}</source>
        <translation>第 {number} 项</translation>
    </message>
    <message>
        <source>{file} could not be written ({reason}). Choose another folder.</source>
        <translation>无法写入 {file}（{reason}）。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>{name} is no export of Matinee. Choose another file.</source>
        <translation>{name} 不是 Matinee 的导出文件。请选择其他文件。</translation>
    </message>
    <message>
        <source>{name} is of a newer Matinee. Install that version to import it.</source>
        <translation>{name} 来自更新版本的 Matinee。请安装新版本后再导入。</translation>
    </message>
    <message>
        <source>video {number}</source>
        <translation>第 {number} 个视频</translation>
    </message>
    <message>
        <source>it does not name a video</source>
        <translation>没有写明是哪个视频</translation>
    </message>
    <message>
        <source>one of its {key} is not as Matinee writes it</source>
        <translation>其中一条 {key} 不符合 Matinee 的格式</translation>
    </message>
    <message>
        <source>it cannot be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>no video in it, only sound</source>
        <translation>只有声音，没有视频</translation>
    </message>
    <message>
        <source>no video in it</source>
        <translation>没有视频</translation>
    </message>
    <message>
        <source>no permission to read it</source>
        <translation>没有读取权限</translation>
    </message>
    <message>
        <source>it is gone</source>
        <translation>文件已不在</translation>
    </message>
    <message>
        <source>damaged, cut short, or not a video</source>
        <translation>已损坏、不完整，或不是视频</translation>
    </message>
    <message>
        <source>it took too long to read</source>
        <translation>读取时间过长</translation>
    </message>
    <message>
        <source>not a video format that Matinee opens</source>
        <translation>Matinee 不支持的视频格式</translation>
    </message>
    <message>
        <source>{cells} cells, but the header has {columns}</source>
        <translation>有 {cells} 格，但表头有 {columns} 列</translation>
    </message>
    <message>
        <source>its quotes do not match</source>
        <translation>引号不配对</translation>
    </message>
    <message>
        <source>install Matinee again</source>
        <translation>请重新安装 Matinee</translation>
    </message>
    <message>
        <source>the shipped weights in {folder} cannot be read; {advice}</source>
        <translation>无法读取 {folder} 中自带的权重；{advice}</translation>
    </message>
    <message>
        <source>the shipped weights in {folder} are damaged (their hash is another); {advice}</source>
        <translation>{folder} 中自带的权重已损坏（校验值不符）；{advice}</translation>
    </message>
    <message>
        <source>{ended} It was begun again.</source>
        <translation>{ended}已重新开始。</translation>
    </message>
    <message>
        <source>{ended} Start the job again to go on.</source>
        <translation>{ended}重新开始任务即可继续。</translation>
    </message>
    <message>
        <source>The job process was ended by signal {signal}. What it had finished is kept.</source>
        <translation>任务进程被信号 {signal} 终止。已完成的部分已保留。</translation>
    </message>
    <message>
        <source>The job process ended with code {code}. What it had finished is kept.</source>
        <translation>任务进程以代码 {code} 退出。已完成的部分已保留。</translation>
    </message>
    <message>
        <source>reading it ended the reading process again and again</source>
        <translation>读取它时进程多次意外退出</translation>
    </message>
    <message>
        <source>The computer ran out of memory. Close other programs and try again.</source>
        <translation>电脑内存不足。请关闭其他程序后重试。</translation>
    </message>
    <message>
        <source>{reason}{where}. Mend that and start again.</source>
        <translation>{reason}{where}。请解决后重新开始。</translation>
    </message>
    <message>
        <source>Something new: nothing that you liked is much like it</source>
        <translation>换换口味：和你喜欢过的都不太一样</translation>
    </message>
    <message>
        <source>A varied start: nothing rated yet</source>
        <translation>先看看各种类型：你还没有评分</translation>
    </message>
    <message>
        <source>New ground for you: you have rated nothing with “{label}” yet</source>
        <translation>新的尝试：你还没给“{label}”评过分</translation>
    </message>
    <message>
        <source>New ground for you: you have rated little that is like it</source>
        <translation>新的尝试：类似的视频你评过的还很少</translation>
    </message>
    <message>
        <source>You took back your note about {title}</source>
        <translation>你删除了《{title}》的笔记</translation>
    </message>
    <message>
        <source>You wrote about {title}</source>
        <translation>你写了《{title}》的笔记</translation>
    </message>
    <message>
        <source>You took back your rating of {title}</source>
        <translation>你撤回了对《{title}》的评分</translation>
    </message>
    <message>
        <source>You gave {title} {stars}</source>
        <translation>你给《{title}》评了 {stars}</translation>
    </message>
    <message>
        <source>You wrote “{quote}” about {title}</source>
        <translation>你为《{title}》写道“{quote}”</translation>
    </message>
    <message>
        <source>Unlike what you disliked: {told}</source>
        <translation>和你不喜欢的不同：{told}</translation>
    </message>
    <message>
        <source>Far from what you liked: {told}</source>
        <translation>和你喜欢的差得远：{told}</translation>
    </message>
    <message>
        <source>Lower, because: {told}</source>
        <translation>排名靠后，因为{told}</translation>
    </message>
    <message>
        <source>Also from {label}</source>
        <translation>同属“{label}”</translation>
    </message>
    <message>
        <source>Also with {label}</source>
        <translation>也有 {label}</translation>
    </message>
    <message>
        <source>You tend to like: {label}</source>
        <translation>你通常喜欢：{label}</translation>
    </message>
    <message>
        <source>From {label}</source>
        <translation>来自“{label}”</translation>
    </message>
    <message>
        <source>With {label}</source>
        <translation>有 {label}</translation>
    </message>
    <message>
        <source>Genre or tag: {label}</source>
        <translation>类型或标签：{label}</translation>
    </message>
    <message>
        <source>Made around the {decade}</source>
        <translation>摄制于 {decade}前后</translation>
    </message>
    <message>
        <source>About {length} long</source>
        <translation>时长约 {length}</translation>
    </message>
    <message>
        <source>Told of in about {depth}</source>
        <translation>简介约 {depth}</translation>
    </message>
    <message>
        <source>Kind: {kind}</source>
        <translation>类型：{kind}</translation>
    </message>
    <message>
        <source>Language: {language}</source>
        <translation>语言：{language}</translation>
    </message>
    <message>
        <source>What people in general like: {label}</source>
        <translation>大众喜欢：{label}</translation>
    </message>
    <message>
        <source>a video that is gone</source>
        <translation>已不在的视频</translation>
    </message>
    <message>
        <source>Fits your mood: {mood}</source>
        <translation>符合你的心情：{mood}</translation>
    </message>
    <message>
        <source>The settings cannot be kept in {path} ({reason}). Make room there.</source>
        <translation>无法将设置保存到 {path}（{reason}）。请腾出空间。</translation>
    </message>
    <message>
        <source>Cannot read the settings in {path}: {error}. Mend or remove that file.</source>
        <translation>无法读取 {path} 中的设置：{error}。请修正或删除该文件。</translation>
    </message>
    <message>
        <source>The settings in {path} are from a newer Matinee. Install that version.</source>
        <translation>{path} 中的设置来自更新版本的 Matinee。请安装新版本。</translation>
    </message>
    <message>
        <source>whole number</source>
        <translation>整数</translation>
    </message>
    <message>
        <source>number</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>In {path}, {name} must be a {kind} from {low:g} to {high:g}, not {value!r}.</source>
        <translation>{path} 中的 {name} 必须是 {low:g} 到 {high:g} 之间的{kind}，而不是 {value!r}。</translation>
    </message>
    <message>
        <source>In {path}, interests must give each topic a number from -1 to 1, not {value!r}.</source>
        <translation>{path} 中的 interests 必须为每个主题给出 -1 到 1 之间的数字，而不是 {value!r}。</translation>
    </message>
    <message>
        <source>In {path}, {name} must be true or false, not {value!r}.</source>
        <translation>{path} 中的 {name} 必须是 true 或 false，而不是 {value!r}。</translation>
    </message>
    <message>
        <source>one of {choices}</source>
        <translation>{choices} 之一</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>In {path}, {name} must be {allowed}, not {value!r}.</source>
        <translation>{path} 中的 {name} 必须是{allowed}，而不是 {value!r}。</translation>
    </message>
    <message>
        <source>The backup {file} could not be written ({error}). Choose another folder, or make room in it.</source>
        <translation>无法写入备份 {file}（{error}）。请选择其他文件夹，或腾出空间。</translation>
    </message>
    <message>
        <source>The folder {path} is not in the library. See: matinee folders</source>
        <translation>片库中没有文件夹 {path}。</translation>
    </message>
    <message>
        <source>There is no import {import_id} to undo. See: matinee import</source>
        <translation>没有可撤销的导入 {import_id}。</translation>
    </message>
    <message>
        <source>Video {video_id} is no longer in the library. See: matinee list</source>
        <translation>视频 {video_id} 已不在片库中。</translation>
    </message>
    <message>
        <source>The library&apos;s database may not be used ({error}). Check the permissions of its folder.</source>
        <translation>无法使用片库的数据库（{error}）。请检查所在文件夹的权限。</translation>
    </message>
    <message>
        <source>The library&apos;s database is busy ({error}). Close other programs that use it, then try again.</source>
        <translation>片库的数据库正忙（{error}）。请关闭正在使用它的程序后重试。</translation>
    </message>
    <message>
        <source>The library&apos;s database is locked ({error}). Close other programs that use it, then try again.</source>
        <translation>片库的数据库已被锁定（{error}）。请关闭正在使用它的程序后重试。</translation>
    </message>
    <message>
        <source>The library&apos;s folder cannot be written to ({error}). Check its permissions.</source>
        <translation>无法写入片库文件夹（{error}）。请检查权限。</translation>
    </message>
    <message>
        <source>The disk of the library failed to read or write ({error}). Check the disk, then try again.</source>
        <translation>片库所在的磁盘读写失败（{error}）。请检查磁盘后重试。</translation>
    </message>
    <message>
        <source>The library&apos;s database is damaged ({error}). Nothing was deleted; backups are in {backups}.</source>
        <translation>片库的数据库已损坏（{error}）。没有删除任何内容；备份在 {backups}。</translation>
    </message>
    <message>
        <source>The disk of the library is full. Make some room, then try again.</source>
        <translation>片库所在的磁盘已满。请腾出空间后重试。</translation>
    </message>
    <message>
        <source>The library&apos;s database cannot be opened ({error}). Check that its folder exists and its permissions.</source>
        <translation>无法打开片库的数据库（{error}）。请检查文件夹是否存在以及权限。</translation>
    </message>
    <message>
        <source>The library&apos;s folder {folder} cannot be made ({reason}). Choose another with --library.</source>
        <translation>无法创建片库文件夹 {folder}（{reason}）。请用 --library 指定其他位置。</translation>
    </message>
    <message>
        <source>There is no library in {folder}. Make one with: matinee scan FOLDER</source>
        <translation>{folder} 中没有片库。请运行 matinee scan FOLDER 创建。</translation>
    </message>
    <message>
        <source>The library in {folder} cannot be written to ({reason}). Check the permissions of that folder.</source>
        <translation>无法写入 {folder} 中的片库（{reason}）。请检查该文件夹的权限。</translation>
    </message>
    <message>
        <source>The library in {folder} cannot be locked ({reason}). Keep the library on a disk of this computer.</source>
        <translation>无法锁定 {folder} 中的片库（{reason}）。请把片库放在本机磁盘上。</translation>
    </message>
    <message>
        <source>The library is in use by {holder}. Close it, or try again later.</source>
        <translation>片库正被 {holder} 使用。请将其关闭，或稍后再试。</translation>
    </message>
    <message>
        <source>another process</source>
        <translation>另一个进程</translation>
    </message>
    <message>
        <source>the window</source>
        <translation>Matinee 窗口</translation>
    </message>
    <message>
        <source>{who} (process {pid})</source>
        <translation>{who}（进程 {pid}）</translation>
    </message>
    <message>
        <source>There is no video {video_id} in the library. See: matinee list</source>
        <translation>片库中没有视频 {video_id}。</translation>
    </message>
    <message>
        <source>The library was last used by an older Matinee. Open it once in the window, or run: matinee folders, to bring it up to date.</source>
        <translation>这个片库上次由旧版 Matinee 使用。请在窗口中打开一次，或运行 matinee folders，完成升级。</translation>
    </message>
    <message>
        <source>The library was used by a newer Matinee (its schema is {found}, this version knows {known}). Install the newer Matinee to open it.</source>
        <translation>这个片库由更新版本的 Matinee 使用过（结构版本 {found}，当前支持 {known}）。请安装新版本后打开。</translation>
    </message>
    <message>
        <source>The file library.db in this folder is a database of another program. Choose another folder.</source>
        <translation>此文件夹中的 library.db 是其他程序的数据库。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>Cannot read {path}: {error}. Install Matinee again or remove that file.</source>
        <translation>无法读取 {path}：{error}。请重新安装 Matinee 或删除该文件。</translation>
    </message>
    <message>
        <source>{path} is not of this version. Install Matinee again or remove that file.</source>
        <translation>{path} 与此版本不符。请重新安装 Matinee 或删除该文件。</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>Pausing…</source>
        <translation>正在暂停…</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>正在启动…</translation>
    </message>
    <message>
        <source>Waiting for its turn</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Learning to tell your videos</source>
        <translation>正在学习如何介绍你的视频</translation>
    </message>
    <message>
        <source>Paused: the computer is on its battery. It goes on when plugged in.</source>
        <translation>已暂停：电脑正在使用电池。接通电源后会继续。</translation>
    </message>
    <message>
        <source>The lines under your videos are written by a small network. Trained on your library, it tells your videos better. Whether it does is tested on videos that it did not learn from.</source>
        <translation>视频下面的推荐语由一个小型神经网络撰写。用你的片库训练后，它能介绍得更好。效果会用它没学过的视频来检验。</translation>
    </message>
    <message>
        <source>There are too few videos to hold some out and test it.</source>
        <translation>视频太少，无法留出一部分来检验。</translation>
    </message>
    <message>
        <source>It told held-out videos no better: the earlier model stays.</source>
        <translation>对留出的视频没有介绍得更好：保留原来的模型。</translation>
    </message>
    <message>
        <source>It told held-out videos better by {}.</source>
        <translation>对留出的视频，介绍效果提高了 {}。</translation>
    </message>
    <message>
        <source>But more of its lines had to be refused: the earlier model stays.</source>
        <translation>但有更多句子不合格：保留原来的模型。</translation>
    </message>
    <message>
        <source>Last trained on {}, {}, for {} steps.</source>
        <translation>上次训练：{} {}，共 {} 步。</translation>
    </message>
    <message>
        <source>{} %</source>
        <translation>{}%</translation>
    </message>
    <message>
        <source>{one}, {other}</source>
        <translation>{one}、{other}</translation>
    </message>
    <message>
        <source>calm</source>
        <translation>平静</translation>
    </message>
    <message>
        <source>funny</source>
        <translation>好笑</translation>
    </message>
    <message>
        <source>tense</source>
        <translation>紧张</translation>
    </message>
    <message>
        <source>thoughtful</source>
        <translation>发人深思</translation>
    </message>
    <message>
        <source>warm</source>
        <translation>温暖</translation>
    </message>
    <message>
        <source>dark</source>
        <translation>阴暗</translation>
    </message>
    <message>
        <source>epic</source>
        <translation>恢弘</translation>
    </message>
    <message>
        <source>curious</source>
        <translation>好奇</translation>
    </message>
    <message>
        <source>Titles</source>
        <translation>片名</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人物</translation>
    </message>
    <message>
        <source>Descriptions</source>
        <translation>简介</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>笔记</translation>
    </message>
    <message>
        <source>Spoken lines</source>
        <translation>台词</translation>
    </message>
    <message>
        <source>Show all {} in {}</source>
        <translation>显示{1}中的全部 {0} 条</translation>
    </message>
    <message>
        <source>{file} can&apos;t be written ({reason}). Choose another folder.</source>
        <translation>无法写入 {file}（{reason}）。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>Show all {}</source>
        <translation>显示全部 {} 条</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>What the search found</source>
        <translation>搜索结果</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Rated differently</source>
        <translation>评分不同</translation>
    </message>
    <message>
        <source>Which one?</source>
        <translation>是哪一个？</translation>
    </message>
    <message>
        <source>Not here</source>
        <translation>片库中没有</translation>
    </message>
    <message>
        <source>Not read</source>
        <translation>无法识别</translation>
    </message>
    <message>
        <source>Known already</source>
        <translation>已有</translation>
    </message>
    <message>
        <source>{} is from {}.</source>
        <translation>{} 来自 {}。</translation>
    </message>
    <message>
        <source>{} is a table of its own kind.</source>
        <translation>{} 是自定义的表格。</translation>
    </message>
    <message>
        <source>{}.</source>
        <translation>{}。</translation>
    </message>
    <message>
        <source>1 row names a video and says nothing of it.</source>
        <translation>有 1 行只写了视频，没有评价。</translation>
    </message>
    <message>
        <source>{} rows name a video and say nothing of it.</source>
        <translation>有 {} 行只写了视频，没有评价。</translation>
    </message>
    <message>
        <source>Second language</source>
        <translation>第二语言</translation>
    </message>
    <message>
        <source>Size of subtitles</source>
        <translation>字幕大小</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>描边</translation>
    </message>
    <message>
        <source>Shadow</source>
        <translation>阴影</translation>
    </message>
    <message>
        <source>Box</source>
        <translation>底框</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>样式</translation>
    </message>
    <message>
        <source>White</source>
        <translation>白色</translation>
    </message>
    <message>
        <source>Warm</source>
        <translation>暖色</translation>
    </message>
    <message>
        <source>Color</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Delay of subtitles</source>
        <translation>字幕延迟</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>提前</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>延后</translation>
    </message>
    <message>
        <source>In time</source>
        <translation>同步</translation>
    </message>
    <message>
        <source>No delay</source>
        <translation>无延迟</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Delay</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>The style is kept for all videos, the delay for this one.</source>
        <translation>样式用于所有视频，延迟只用于这一部。</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>One frame</source>
        <translation>逐帧</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>not one video: a series, a game or the like</source>
        <translation>不是单个视频：是剧集、游戏等</translation>
    </message>
    <message>
        <source>of another year</source>
        <translation>年份不同</translation>
    </message>
    <message>
        <source>not in the library</source>
        <translation>不在片库中</translation>
    </message>
    <message>
        <source>it may be any of {count} videos</source>
        <translation>可能是 {count} 个视频中的任意一个</translation>
    </message>
    <message>
        <source>{to} can&apos;t be written: {reason}. Put the subtitles there yourself, or make the folder writable.</source>
        <translation>无法写入 {to}：{reason}。请自行放入字幕，或让文件夹可写。</translation>
    </message>
    <message>
        <source>The folder {folder} can&apos;t be opened here.</source>
        <translation>无法在这里打开文件夹 {folder}。</translation>
    </message>
    <message>
        <source>{name} is not in the library. Add its folder first.</source>
        <translation>{name} 不在片库中。请先添加它所在的文件夹。</translation>
    </message>
    <message>
        <source>no JSON</source>
        <translation>不是 JSON</translation>
    </message>
    <message>
        <source>no yt-dlp description</source>
        <translation>不是 yt-dlp 的说明文件</translation>
    </message>
    <message>
        <source>too large for a sidecar</source>
        <translation>附属文件太大</translation>
    </message>
    <message>
        <source>no Kodi XML</source>
        <translation>不是 Kodi XML</translation>
    </message>
    <message>
        <source>broken XML</source>
        <translation>XML 已损坏</translation>
    </message>
    <message>
        <source>no Kodi XML: &lt;{tag}&gt;</source>
        <translation>不是 Kodi XML：&lt;{tag}&gt;</translation>
    </message>
    <message>
        <source>too large for a subtitle file</source>
        <translation>字幕文件太大</translation>
    </message>
    <message>
        <source>pictures of text (VobSub), no text</source>
        <translation>图形字幕 (VobSub)，没有文字</translation>
    </message>
    <message>
        <source>XML with its own entities is not read</source>
        <translation>不读取带自定义实体的 XML</translation>
    </message>
    <message>
        <source>no subtitle lines in it</source>
        <translation>没有字幕内容</translation>
    </message>
    <message>
        <source>no readable {format_} subtitles</source>
        <translation>没有可读取的 {format_} 字幕</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>BugDialog</name>
    <message>
        <source>Something went wrong in Matinee</source>
        <translation>Matinee 出错了</translation>
    </message>
    <message>
        <source>Traceback</source>
        <translation>错误详情</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>拷贝</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>This is a mistake in Matinee, not yours.</source>
        <translation>这是 Matinee 的错误，不是你的问题。</translation>
    </message>
    <message>
        <source>Your ratings and notes are safe. You can go on; if it happens again, send the text below to the people who make Matinee.</source>
        <translation>你的评分和笔记都安然无恙，可以继续使用。如果再次出现，请把下面的文字发给 Matinee 的开发者。</translation>
    </message>
</context>
<context>
    <name>CardDialog</name>
    <message>
        <source>What people in general like</source>
        <translation>大众口味</translation>
    </message>
    <message>
        <source>Where this comes from, and its licence</source>
        <translation>来源与许可</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Choice</name>
    <message>
        <source>{}: {}</source>
        <translation>{}：{}</translation>
    </message>
</context>
<context>
    <name>Collection</name>
    <message>
        <source>{} ({})</source>
        <translation>{}（{}）</translation>
    </message>
    <message>
        <source>They have no tags</source>
        <translation>它们没有标签</translation>
    </message>
    <message>
        <source>Undone: {}</source>
        <translation>已撤销：{}</translation>
    </message>
    <message>
        <source>Nothing to undo</source>
        <translation>没有可撤销的操作</translation>
    </message>
    <message>
        <source>Choose the video first that these subtitles belong to</source>
        <translation>请先选择这些字幕所属的视频</translation>
    </message>
    <message>
        <source>Add subtitles</source>
        <translation>添加字幕</translation>
    </message>
    <message>
        <source>Use {} for “{}”?</source>
        <translation>将 {} 用于“{}”？</translation>
    </message>
    <message>
        <source>Matinee puts a copy beside the video: {}</source>
        <translation>Matinee 会在视频旁边放一份副本：{}</translation>
    </message>
</context>
<context>
    <name>CollectionBar</name>
    <message>
        <source>Size of the posters</source>
        <translation>海报大小</translation>
    </message>
    <message>
        <source>Size of the posters (Ctrl and the wheel, Ctrl + and Ctrl −)</source>
        <translation>海报大小（Ctrl 加滚轮，或 Ctrl + 和 Ctrl −）</translation>
    </message>
    <message>
        <source>Columns of the table</source>
        <translation>列表的列</translation>
    </message>
    <message>
        <source>Posters (G)</source>
        <translation>海报墙 (G)</translation>
    </message>
    <message>
        <source>Table (G)</source>
        <translation>列表 (G)</translation>
    </message>
    <message>
        <source>Sort: {}</source>
        <translation>排序：{}</translation>
    </message>
    <message>
        <source>Show: {}</source>
        <translation>显示：{}</translation>
    </message>
    <message>
        <source>Group: {}</source>
        <translation>分组：{}</translation>
    </message>
    <message>
        <source>The other way round</source>
        <translation>倒序</translation>
    </message>
    <message>
        <source>title</source>
        <translation>片名</translation>
    </message>
    <message>
        <source>kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>year</source>
        <translation>年</translation>
    </message>
    <message>
        <source>length</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>your stars</source>
        <translation>你的评分</translation>
    </message>
    <message>
        <source>recently added</source>
        <translation>最近添加</translation>
    </message>
    <message>
        <source>watched</source>
        <translation>看过</translation>
    </message>
    <message>
        <source>series</source>
        <translation>系列</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>file size</source>
        <translation>文件大小</translation>
    </message>
    <message>
        <source>resolution</source>
        <translation>分辨率</translation>
    </message>
    <message>
        <source>everything</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>unwatched</source>
        <translation>没看过</translation>
    </message>
    <message>
        <source>rated</source>
        <translation>已评分</translation>
    </message>
    <message>
        <source>not rated</source>
        <translation>未评分</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>tag</source>
        <translation>标签</translation>
    </message>
</context>
<context>
    <name>CrowdQuestion</name>
    <message>
        <source>Start from what people in general like</source>
        <translation>从大众口味起步</translation>
    </message>
</context>
<context>
    <name>CueList</name>
    <message>
        <source>Search in the lines</source>
        <translation>搜索台词</translation>
    </message>
    <message>
        <source>Spoken lines</source>
        <translation>台词</translation>
    </message>
</context>
<context>
    <name>DetailPane</name>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>In the video&apos;s own words</source>
        <translation>视频自述</translation>
    </message>
    <message>
        <source>Choose a video to see everything about it.</source>
        <translation>选择一个视频，查看它的全部信息。</translation>
    </message>
    <message>
        <source>From {}</source>
        <translation>出自 {}</translation>
    </message>
    <message>
        <source>From</source>
        <translation>出处</translation>
    </message>
    <message>
        <source>Your note</source>
        <translation>你的笔记</translation>
    </message>
    <message>
        <source>Spoken lines</source>
        <translation>台词</translation>
    </message>
    <message>
        <source>About</source>
        <translation>简介</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
</context>
<context>
    <name>DialsCard</name>
    <message>
        <source>Tonight&apos;s list</source>
        <translation>今晚的片单</translation>
    </message>
    <message>
        <source>Familiar or new</source>
        <translation>熟悉还是新鲜</translation>
    </message>
    <message>
        <source>What I know I like</source>
        <translation>喜欢的老口味</translation>
    </message>
    <message>
        <source>Something new</source>
        <translation>换换口味</translation>
    </message>
    <message>
        <source>To the right, videos of which Matinee knows little stand higher</source>
        <translation>越往右，Matinee 还不了解的视频排得越靠前</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>均衡</translation>
    </message>
    <message>
        <source>Best first</source>
        <translation>最喜欢的优先</translation>
    </message>
    <message>
        <source>A bit of everything</source>
        <translation>各类都有</translation>
    </message>
    <message>
        <source>In the middle the list keeps your own mix of topics; to the right, the library&apos;s mix too</source>
        <translation>居中时保持你自己的主题比例；往右则兼顾整个片库的比例</translation>
    </message>
    <message>
        <source>Time tonight</source>
        <translation>今晚有多少时间</translation>
    </message>
    <message>
        <source>Any length</source>
        <translation>不限时长</translation>
    </message>
    <message>
        <source>What takes longer stands lower. Until Matinee is closed</source>
        <translation>更长的视频排到后面，退出 Matinee 后恢复</translation>
    </message>
    <message>
        <source>Leave out what doesn&apos;t fit</source>
        <translation>不显示看不完的</translation>
    </message>
    <message>
        <source>Back to the middle</source>
        <translation>回到中间</translation>
    </message>
    <message>
        <source>For you begins with</source>
        <translation>为你推荐的前几部</translation>
    </message>
    <message>
        <source>in the middle</source>
        <translation>居中</translation>
    </message>
    <message>
        <source>newer</source>
        <translation>偏新鲜</translation>
    </message>
    <message>
        <source>more familiar</source>
        <translation>偏熟悉</translation>
    </message>
    <message>
        <source>your own mix</source>
        <translation>你自己的比例</translation>
    </message>
    <message>
        <source>less varied</source>
        <translation>更集中</translation>
    </message>
    <message>
        <source>more of everything</source>
        <translation>更多样</translation>
    </message>
    <message>
        <source>any length</source>
        <translation>不限时长</translation>
    </message>
    <message>
        <source>up to {}</source>
        <translation>最长 {}</translation>
    </message>
</context>
<context>
    <name>Filter</name>
    <message>
        <source>Find a setting</source>
        <translation>查找设置</translation>
    </message>
</context>
<context>
    <name>FirstStart</name>
    <message>
        <source>Looking through your folders</source>
        <translation>正在扫描文件夹</translation>
    </message>
    <message>
        <source>You need not wait: as soon as some videos are found, you can rate a few.</source>
        <translation>不必等待：找到一些视频后，就可以先评几部。</translation>
    </message>
    <message>
        <source>How did you like it?</source>
        <translation>你觉得怎么样？</translation>
    </message>
    <message>
        <source>Three to five are enough for first suggestions.</source>
        <translation>评三到五部，就能得到第一批推荐。</translation>
    </message>
    <message>
        <source>1 video found</source>
        <translation>已找到 1 个视频</translation>
    </message>
    <message>
        <source>{} videos found</source>
        <translation>已找到 {} 个视频</translation>
    </message>
    <message>
        <source>Nothing found yet</source>
        <translation>还没有找到</translation>
    </message>
    <message>
        <source>No video in these folders</source>
        <translation>这些文件夹里没有视频</translation>
    </message>
    <message>
        <source>Films {}</source>
        <translation>电影 {}</translation>
    </message>
    <message>
        <source>Episodes {}</source>
        <translation>剧集 {}</translation>
    </message>
    <message>
        <source>Talks and lessons {}</source>
        <translation>演讲与课程 {}</translation>
    </message>
    <message>
        <source>All looked through.</source>
        <translation>全部扫描完毕。</translation>
    </message>
</context>
<context>
    <name>GuideView</name>
    <message>
        <source>First steps</source>
        <translation>开始使用</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Look through</source>
        <translation>扫描</translation>
    </message>
    <message>
        <source>Rate a few</source>
        <translation>评几部</translation>
    </message>
    <message>
        <source>First suggestions</source>
        <translation>第一批推荐</translation>
    </message>
</context>
<context>
    <name>Head</name>
    <message>
        <source>Refresh</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>Learn from what you said since, and write the blurbs anew (F5)</source>
        <translation>学习你最近的评分和笔记，并更新推荐语 (F5)</translation>
    </message>
    <message>
        <source>Suggestions before these</source>
        <translation>前面的推荐</translation>
    </message>
    <message>
        <source>More suggestions</source>
        <translation>更多推荐</translation>
    </message>
    <message>
        <source>Refreshing…</source>
        <translation>正在刷新…</translation>
    </message>
    <message>
        <source>{}–{} of {}</source>
        <translation>{}–{} / {}</translation>
    </message>
    <message>
        <source>For you</source>
        <translation>为你推荐</translation>
    </message>
</context>
<context>
    <name>Hero</name>
    <message>
        <source>Frames of {}</source>
        <translation>《{}》的画面</translation>
    </message>
    <message>
        <source>Play from {}</source>
        <translation>从 {} 播放</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>Import ratings</source>
        <translation>导入评分</translation>
    </message>
    <message>
        <source>Another</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Where it comes from</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>5 stars</source>
        <translation>5 星</translation>
    </message>
    <message>
        <source>10 points</source>
        <translation>10 分</translation>
    </message>
    <message>
        <source>100 points</source>
        <translation>100 分</translation>
    </message>
    <message>
        <source>How its ratings count</source>
        <translation>评分制</translation>
    </message>
    <message>
        <source>The newer one stands</source>
        <translation>以较新的为准</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>保留我的</translation>
    </message>
    <message>
        <source>Take the file&apos;s</source>
        <translation>采用文件中的</translation>
    </message>
    <message>
        <source>Rated differently here</source>
        <translation>与这里评分不同时</translation>
    </message>
    <message>
        <source>Save what is left out…</source>
        <translation>保存未导入的部分…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Choose another file…</source>
        <translation>选择其他文件…</translation>
    </message>
    <message>
        <source>Reading {}…</source>
        <translation>正在读取 {}…</translation>
    </message>
    <message>
        <source>{} · {}</source>
        <translation>{} · {}</translation>
    </message>
    <message>
        <source>You gave other stars to 1 of them:</source>
        <translation>其中 1 个你给过不同的评分：</translation>
    </message>
    <message>
        <source>You gave other stars to {} of them:</source>
        <translation>其中 {} 个你给过不同的评分：</translation>
    </message>
    <message>
        <source>Nothing new to import</source>
        <translation>没有可导入的新内容</translation>
    </message>
    <message>
        <source>Import for 1 video</source>
        <translation>导入 1 个视频</translation>
    </message>
    <message>
        <source>Import for {} videos</source>
        <translation>导入 {} 个视频</translation>
    </message>
    <message>
        <source>From</source>
        <translation>出处</translation>
    </message>
    <message>
        <source>Ratings run to</source>
        <translation>评分满分</translation>
    </message>
</context>
<context>
    <name>ImportModel</name>
    <message>
        <source>In the file</source>
        <translation>文件中</translation>
    </message>
    <message>
        <source>What you said</source>
        <translation>你的评价</translation>
    </message>
    <message>
        <source>In your library</source>
        <translation>片库中</translation>
    </message>
</context>
<context>
    <name>Importing</name>
    <message>
        <source>Import ratings</source>
        <translation>导入评分</translation>
    </message>
    <message>
        <source>Exports of Letterboxd, IMDb, Trakt, or any table (*.csv *.tsv *.txt *.json *.zip)</source>
        <translation>Letterboxd、IMDb、Trakt 导出文件或任意表格 (*.csv *.tsv *.txt *.json *.zip)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Save what is left out</source>
        <translation>保存未导入的部分</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
</context>
<context>
    <name>JobBox</name>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Log · {} failed</source>
        <translation>日志 · {} 项失败</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>What it did: {}</source>
        <translation>任务记录：{}</translation>
    </message>
    <message>
        <source>Log of {}</source>
        <translation>{} 的日志</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Go on where it was</source>
        <translation>从停下的地方继续</translation>
    </message>
    <message>
        <source>Hold it after the piece that it is at</source>
        <translation>做完手头这一步后暂停</translation>
    </message>
    <message>
        <source>Stop: {}</source>
        <translation>停止：{}</translation>
    </message>
    <message>
        <source>Stop at once</source>
        <translation>立即停止</translation>
    </message>
    <message>
        <source>Stop; what is finished is kept</source>
        <translation>停止；已完成的部分会保留</translation>
    </message>
</context>
<context>
    <name>JobLine</name>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop at once</source>
        <translation>立即停止</translation>
    </message>
    <message>
        <source>Stop; what is finished is kept</source>
        <translation>停止；已完成的部分会保留</translation>
    </message>
</context>
<context>
    <name>JobsPanel</name>
    <message>
        <source>Nothing runs now.</source>
        <translation>当前没有任务。</translation>
    </message>
    <message>
        <source>Close (Ctrl+J)</source>
        <translation>关闭 (Ctrl+J)</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>任务</translation>
    </message>
</context>
<context>
    <name>KeyMap</name>
    <message>
        <source>Close (Esc)</source>
        <translation>关闭 (Esc)</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
</context>
<context>
    <name>LibraryPage</name>
    <message>
        <source>Videos</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>1 video</source>
        <translation>1 个视频</translation>
    </message>
    <message>
        <source>{} videos</source>
        <translation>{} 个视频</translation>
    </message>
    <message>
        <source>No title, description or note holds “{}”</source>
        <translation>片名、简介和笔记里都没有“{}”</translation>
    </message>
    <message>
        <source>Found for “{}”</source>
        <translation>“{}”的搜索结果</translation>
    </message>
    <message>
        <source> · {} can&apos;t be read</source>
        <translation> · {} 个无法读取</translation>
    </message>
    <message>
        <source>All videos</source>
        <translation>全部视频</translation>
    </message>
    <message>
        <source>Looking through your folders…</source>
        <translation>正在扫描文件夹…</translation>
    </message>
    <message>
        <source>The first videos appear here in a moment. You can rate and note while it goes on.</source>
        <translation>视频马上会出现在这里。扫描时就可以评分、写笔记。</translation>
    </message>
    <message>
        <source>No videos in your folders</source>
        <translation>文件夹里没有视频</translation>
    </message>
    <message>
        <source>Matinee found no video in them. Add another folder, or put videos there and press F5.</source>
        <translation>Matinee 没有找到视频。请添加其他文件夹，或放入视频后按 F5。</translation>
    </message>
    <message>
        <source>Nothing found for “{}”</source>
        <translation>没有找到“{}”</translation>
    </message>
    <message>
        <source>No title, description, note or spoken line holds these words.</source>
        <translation>片名、简介、笔记和台词里都没有这些词。</translation>
    </message>
    <message>
        <source>Nothing begun</source>
        <translation>没有看到一半的视频</translation>
    </message>
    <message>
        <source>A video that you stop before its end waits here.</source>
        <translation>没看完的视频会在这里等你。</translation>
    </message>
    <message>
        <source>This drive is unplugged</source>
        <translation>硬盘未连接</translation>
    </message>
    <message>
        <source>Its videos come back when it is there again. Your ratings and notes are kept.</source>
        <translation>重新连接后，视频会自动出现。你的评分和笔记都还在。</translation>
    </message>
    <message>
        <source>Nothing here yet</source>
        <translation>这里还没有内容</translation>
    </message>
    <message>
        <source>No video in your folders is of this kind.</source>
        <translation>文件夹里没有这一类视频。</translation>
    </message>
</context>
<context>
    <name>Liking</name>
    <message>
        <source>Boost</source>
        <translation>多推荐</translation>
    </message>
    <message>
        <source>Stop boosting</source>
        <translation>取消多推荐</translation>
    </message>
    <message>
        <source>Videos with it stand higher</source>
        <translation>相关视频会排得更靠前</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>屏蔽</translation>
    </message>
    <message>
        <source>Unmute</source>
        <translation>取消屏蔽</translation>
    </message>
    <message>
        <source>Videos with it stand last</source>
        <translation>相关视频会排到最后</translation>
    </message>
</context>
<context>
    <name>LossPlot</name>
    <message>
        <source>Step {} of {}</source>
        <translation>第 {} 步，共 {} 步</translation>
    </message>
    <message>
        <source>videos held out: {}, at first {}</source>
        <translation>留出的视频：{}，起初 {}</translation>
    </message>
    <message>
        <source>examples learned from: {}</source>
        <translation>学习的样本：{}</translation>
    </message>
    <message>
        <source>before</source>
        <translation>此前</translation>
    </message>
    <message>
        <source>step {}</source>
        <translation>第 {} 步</translation>
    </message>
    <message>
        <source>Videos held out</source>
        <translation>留出的视频</translation>
    </message>
    <message>
        <source>Learned from</source>
        <translation>学习的样本</translation>
    </message>
    <message>
        <source>step {}: {}</source>
        <translation>第 {} 步：{}</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Drop to add this folder</source>
        <translation>松开即可添加此文件夹</translation>
    </message>
    <message>
        <source>Drop to add these folders</source>
        <translation>松开即可添加这些文件夹</translation>
    </message>
    <message>
        <source>Drop to play, or to add the folder</source>
        <translation>松开即可播放，或添加文件夹</translation>
    </message>
    <message>
        <source>Drop to add them</source>
        <translation>松开即可添加</translation>
    </message>
    <message>
        <source>Drop to use these subtitles for the chosen video</source>
        <translation>松开即可将字幕用于选中的视频</translation>
    </message>
    <message>
        <source>Drop to import these ratings</source>
        <translation>松开即可导入这些评分</translation>
    </message>
</context>
<context>
    <name>MomentList</name>
    <message>
        <source>Spoken lines</source>
        <translation>台词</translation>
    </message>
    <message>
        <source>Spoken lines: the best {} of {}</source>
        <translation>台词：{1} 条中最匹配的 {0} 条</translation>
    </message>
</context>
<context>
    <name>MomentRow</name>
    <message>
        <source>text</source>
        <translation>文字</translation>
    </message>
</context>
<context>
    <name>MoodDial</name>
    <message>
        <source>Videos that suit these words stand a little higher</source>
        <translation>符合这些词的视频会排得稍靠前</translation>
    </message>
    <message>
        <source>Mood: {}</source>
        <translation>心情：{}</translation>
    </message>
    <message>
        <source>Or your own words: a rainy evening, 下雨天</source>
        <translation>或用自己的话，例如：下雨天的晚上</translation>
    </message>
    <message>
        <source>Mood in your own words</source>
        <translation>用自己的话描述心情</translation>
    </message>
    <message>
        <source>Mood</source>
        <translation>心情</translation>
    </message>
    <message>
        <source>any mood</source>
        <translation>不限心情</translation>
    </message>
    <message>
        <source>reading…</source>
        <translation>理解中…</translation>
    </message>
</context>
<context>
    <name>NextCard</name>
    <message>
        <source>Play now</source>
        <translation>立即播放</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>暂不</translation>
    </message>
    <message>
        <source>Stay here (Esc)</source>
        <translation>留在这里 (Esc)</translation>
    </message>
    <message>
        <source>Next: {}</source>
        <translation>下一部：{}</translation>
    </message>
    <message>
        <source>Next in {} s</source>
        <translation>{} 秒后播放下一部</translation>
    </message>
</context>
<context>
    <name>NoteEditor</name>
    <message>
        <source>Write what you liked or didn&apos;t. It teaches Matinee more than a star does.</source>
        <translation>写下喜欢或不喜欢的地方，比星级更能让 Matinee 了解你。</translation>
    </message>
    <message>
        <source>Your note</source>
        <translation>你的笔记</translation>
    </message>
</context>
<context>
    <name>PlayerBar</name>
    <message>
        <source>Volume</source>
        <translation>音量</translation>
    </message>
    <message>
        <source>Sound tracks</source>
        <translation>音轨</translation>
    </message>
    <message>
        <source>Next: {}</source>
        <translation>下一部：{}</translation>
    </message>
    <message>
        <source>No sound device was found</source>
        <translation>没有找到音频设备</translation>
    </message>
    <message>
        <source>Speed: {}</source>
        <translation>速度：{}</translation>
    </message>
</context>
<context>
    <name>PlayerPage</name>
    <message>
        <source>Goes on at {} · Home starts over</source>
        <translation>从 {} 继续 · 按 Home 从头播放</translation>
    </message>
    <message>
        <source>Speed {}</source>
        <translation>速度 {}</translation>
    </message>
    <message>
        <source>Volume {} %</source>
        <translation>音量 {}%</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Play again</source>
        <translation>重新播放</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Its file can&apos;t be opened. It may have been moved, or its drive is not plugged in.</source>
        <translation>无法打开文件。它可能已被移动，或所在的硬盘未连接。</translation>
    </message>
    <message>
        <source>Matinee can&apos;t decode this video{}. Your system&apos;s player may know how.</source>
        <translation>Matinee 无法解码这个视频{}。系统播放器或许可以。</translation>
    </message>
    <message>
        <source>Matinee can&apos;t decode its picture{}. Your system&apos;s player may know how.</source>
        <translation>Matinee 无法解码它的画面{}。系统播放器或许可以。</translation>
    </message>
    <message>
        <source>For this video only</source>
        <translation>仅用于此视频</translation>
    </message>
    <message>
        <source>Kept for all talks</source>
        <translation>用于所有演讲</translation>
    </message>
    <message>
        <source>Kept for all lessons</source>
        <translation>用于所有课程</translation>
    </message>
    <message>
        <source>Kept for this series</source>
        <translation>用于整个系列</translation>
    </message>
    <message>
        <source>voices keep their pitch</source>
        <translation>保持音调</translation>
    </message>
    <message>
        <source>voices change their pitch</source>
        <translation>音调会变化</translation>
    </message>
    <message>
        <source>No subtitles</source>
        <translation>无字幕</translation>
    </message>
    <message>
        <source>Second: {}</source>
        <translation>第二：{}</translation>
    </message>
    <message>
        <source>No second subtitles</source>
        <translation>无第二字幕</translation>
    </message>
    <message>
        <source>Subtitles {}</source>
        <translation>字幕 {}</translation>
    </message>
    <message>
        <source>Subtitles {} %</source>
        <translation>字幕 {}%</translation>
    </message>
    <message>
        <source>Sound off</source>
        <translation>已静音</translation>
    </message>
    <message>
        <source>Sound on</source>
        <translation>已取消静音</translation>
    </message>
</context>
<context>
    <name>PlayerTop</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
</context>
<context>
    <name>PreviewDialog</name>
    <message>
        <source>As of {}</source>
        <translation>截至 {}</translation>
    </message>
    <message>
        <source>. Nothing is changed by looking.</source>
        <translation>。仅供查看，不会改变任何内容。</translation>
    </message>
    <message>
        <source>The list then</source>
        <translation>当时的片单</translation>
    </message>
    <message>
        <source>The list now</source>
        <translation>现在的片单</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>RateStep</name>
    <message>
        <source>Haven&apos;t seen it</source>
        <translation>没看过</translation>
    </message>
    <message>
        <source>On to the next (0)</source>
        <translation>下一部 (0)</translation>
    </message>
    <message>
        <source>Show my suggestions</source>
        <translation>查看我的推荐</translation>
    </message>
    <message>
        <source>Keys 1 to 5 rate, 0 goes on to the next.</source>
        <translation>按 1 到 5 评分，按 0 看下一部。</translation>
    </message>
    <message>
        <source>{} rated; {} more and the first suggestions are yours.</source>
        <translation>已评 {} 部；再评 {} 部就能看到第一批推荐。</translation>
    </message>
    <message>
        <source>{} rated. Up to {} make the start better still.</source>
        <translation>已评 {} 部。评到 {} 部，起步会更好。</translation>
    </message>
</context>
<context>
    <name>RefusalCard</name>
    <message>
        <source>This video can&apos;t be shown here</source>
        <translation>这里无法播放这个视频</translation>
    </message>
    <message>
        <source>Open in the system&apos;s player</source>
        <translation>用系统播放器打开</translation>
    </message>
    <message>
        <source>Open in the system&apos;s player (O)</source>
        <translation>用系统播放器打开 (O)</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Back (Esc)</source>
        <translation>返回 (Esc)</translation>
    </message>
</context>
<context>
    <name>Row</name>
    <message>
        <source>Back to the default</source>
        <translation>恢复默认</translation>
    </message>
    <message>
        <source>{}: back to the default</source>
        <translation>{}：恢复默认</translation>
    </message>
</context>
<context>
    <name>Scale</name>
    <message>
        <source>from {} to {}</source>
        <translation>从{}到{}</translation>
    </message>
</context>
<context>
    <name>ScanStep</name>
    <message>
        <source>Rate a few</source>
        <translation>评几部</translation>
    </message>
    <message>
        <source>Add another folder</source>
        <translation>再添加一个文件夹</translation>
    </message>
</context>
<context>
    <name>SearchBox</name>
    <message>
        <source>Search titles, people, and every spoken line</source>
        <translation>搜索片名、人物和每一句台词</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Ctrl F</source>
        <translation>Ctrl F</translation>
    </message>
</context>
<context>
    <name>SearchView</name>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Back to where you were (Esc)</source>
        <translation>返回原处 (Esc)</translation>
    </message>
    <message>
        <source>Show these in the library</source>
        <translation>在片库中显示</translation>
    </message>
    <message>
        <source>The collection, with only the videos whose own texts hold the words</source>
        <translation>只显示自身文字包含这些词的视频</translation>
    </message>
    <message>
        <source>Search: {}</source>
        <translation>搜索：{}</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>搜索中…</translation>
    </message>
    <message>
        <source>1 hit</source>
        <translation>1 条结果</translation>
    </message>
    <message>
        <source>{} hits</source>
        <translation>{} 条结果</translation>
    </message>
    <message>
        <source>No hits</source>
        <translation>没有结果</translation>
    </message>
    <message>
        <source>{} so far, looking through spoken lines…</source>
        <translation>目前 {} 条，正在搜索台词…</translation>
    </message>
    <message>
        <source>Nothing holds “{}”. These hold “{}”, which is spelled nearly so.</source>
        <translation>没有找到“{}”。以下是拼写相近的“{}”的结果。</translation>
    </message>
    <message>
        <source>Nothing found for “{}”</source>
        <translation>没有找到“{}”</translation>
    </message>
    <message>
        <source>A search looks for every word in titles, names of people, descriptions, your notes and all that is said in the videos. Parts of words count, and “words in quotes” must stand together. Words that are spelled nearly so were looked for too. Try fewer words, or one of them.</source>
        <translation>搜索范围包括片名、人名、简介、你的笔记和视频里的每一句话。可以只输入词的一部分；“引号里的词”须连在一起。拼写相近的词也已查找。请减少关键词，或只用其中一个。</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Enter opens · Space plays · a spoken line plays from its second</source>
        <translation>回车打开 · 空格播放 · 台词从那一秒开始播放</translation>
    </message>
</context>
<context>
    <name>SeekBar</name>
    <message>
        <source>Position</source>
        <translation>播放位置</translation>
    </message>
</context>
<context>
    <name>SelectionBar</name>
    <message>
        <source>Tag…</source>
        <translation>添加标签…</translation>
    </message>
    <message>
        <source>Remove tag…</source>
        <translation>移除标签…</translation>
    </message>
    <message>
        <source>Watched</source>
        <translation>看过</translation>
    </message>
    <message>
        <source>Mark as watched (W)</source>
        <translation>标记为看过 (W)</translation>
    </message>
    <message>
        <source>Not watched</source>
        <translation>没看过</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>暂不</translation>
    </message>
    <message>
        <source>Ask again in two weeks</source>
        <translation>两周后再推荐</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>不再推荐</translation>
    </message>
    <message>
        <source>Never suggest these</source>
        <translation>不再推荐这些</translation>
    </message>
    <message>
        <source>Select none</source>
        <translation>取消选择</translation>
    </message>
    <message>
        <source>Select none (Escape)</source>
        <translation>取消选择 (Esc)</translation>
    </message>
    <message>
        <source>{} selected</source>
        <translation>已选 {} 个</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>1 video</source>
        <translation>1 个视频</translation>
    </message>
    <message>
        <source>{} videos</source>
        <translation>{} 个视频</translation>
    </message>
    <message>
        <source>unplugged; its videos wait for it</source>
        <translation>未连接；视频会等它回来</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>移除…</translation>
    </message>
    <message>
        <source>Remove {}</source>
        <translation>移除 {}</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Look and language</source>
        <translation>外观与语言</translation>
    </message>
    <message>
        <source>Suggestions</source>
        <translation>推荐</translation>
    </message>
    <message>
        <source>Learning</source>
        <translation>学习</translation>
    </message>
    <message>
        <source>Your data</source>
        <translation>你的数据</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Dark or light, or whichever your system shows.</source>
        <translation>深色、浅色，或跟随系统。</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>colours night mode</source>
        <translation>颜色 夜间模式 外观</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>How large all text is, beside what your system asks for.</source>
        <translation>在系统设置的基础上，调整所有文字的大小。</translation>
    </message>
    <message>
        <source>{} %</source>
        <translation>{}%</translation>
    </message>
    <message>
        <source>font zoom</source>
        <translation>字体 字号 缩放</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>动效</translation>
    </message>
    <message>
        <source>Whether things may glide and blink; reduced keeps everything still.</source>
        <translation>是否使用滑动和闪烁效果；选“减弱”则保持静止。</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>完整</translation>
    </message>
    <message>
        <source>Reduced</source>
        <translation>减弱</translation>
    </message>
    <message>
        <source>animation</source>
        <translation>动画</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Of the window. Numbers and dates follow at once, words when Matinee starts next.</source>
        <translation>界面语言。数字和日期立即生效，文字在下次启动后生效。</translation>
    </message>
    <message>
        <source>Add a folder</source>
        <translation>添加文件夹</translation>
    </message>
    <message>
        <source>Another folder</source>
        <translation>其他文件夹</translation>
    </message>
    <message>
        <source>Matinee reads the videos in it and leaves the files as they are.</source>
        <translation>Matinee 只读取其中的视频，不改动文件。</translation>
    </message>
    <message>
        <source>import videos</source>
        <translation>导入 视频</translation>
    </message>
    <message>
        <source>Look for new videos at start</source>
        <translation>启动时查找新视频</translation>
    </message>
    <message>
        <source>Each time Matinee opens, it looks through your folders; F5 does it at any time.</source>
        <translation>每次打开 Matinee 都会扫描文件夹；也可随时按 F5。</translation>
    </message>
    <message>
        <source>Familiar or new</source>
        <translation>熟悉还是新鲜</translation>
    </message>
    <message>
        <source>Whether suggestions stay close to what you rated high, or lead away from it.</source>
        <translation>推荐贴近你评分高的视频，还是带你看些不一样的。</translation>
    </message>
    <message>
        <source>familiar</source>
        <translation>熟悉</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新鲜</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>均衡</translation>
    </message>
    <message>
        <source>How far the list keeps the mix of kinds and topics that you watch.</source>
        <translation>推荐在多大程度上保持你平时看的类型和主题比例。</translation>
    </message>
    <message>
        <source>best first</source>
        <translation>最喜欢的优先</translation>
    </message>
    <message>
        <source>your mix</source>
        <translation>你的比例</translation>
    </message>
    <message>
        <source>Until it knows you, Matinee starts from what people in general like.</source>
        <translation>在了解你之前，Matinee 先参考大众的喜好。</translation>
    </message>
    <message>
        <source>Start from what people in general like</source>
        <translation>从大众口味起步</translation>
    </message>
    <message>
        <source>Learn on</source>
        <translation>用什么学习</translation>
    </message>
    <message>
        <source>Automatic takes a graphics card where PyTorch finds one, else the processor.</source>
        <translation>自动：PyTorch 能找到显卡就用显卡，否则用处理器。</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>处理器</translation>
    </message>
    <message>
        <source>device training GPU</source>
        <translation>设备 训练 显卡</translation>
    </message>
    <message>
        <source>Learn on battery</source>
        <translation>使用电池时学习</translation>
    </message>
    <message>
        <source>Switched off, a training waits until the computer is plugged in.</source>
        <translation>关闭后，训练会等到电脑接通电源。</translation>
    </message>
    <message>
        <source>pause training power</source>
        <translation>暂停 训练 电源</translation>
    </message>
    <message>
        <source>Embedding model</source>
        <translation>嵌入模型</translation>
    </message>
    <message>
        <source>A folder with another sentence-transformers model; your videos are read anew with it the next time that Matinee looks through your folders.</source>
        <translation>另一个 sentence-transformers 模型所在的文件夹；下次扫描时会用它重新读取你的视频。</translation>
    </message>
    <message>
        <source>Now the one that Matinee carries.</source>
        <translation>目前使用 Matinee 自带的模型。</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>立即备份</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤销导入</translation>
    </message>
    <message>
        <source>Back up</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>copy save</source>
        <translation>副本 保存</translation>
    </message>
    <message>
        <source>Export everything</source>
        <translation>导出全部</translation>
    </message>
    <message>
        <source>All that you rated, noted, tagged and watched, in one file that any Matinee can import.</source>
        <translation>把你的评分、笔记、标签和观看记录存成一个文件，任何 Matinee 都能导入。</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Nothing leaves this computer</source>
        <translation>数据不离开本机</translation>
    </message>
    <message>
        <source>Matinee has no account and talks to no server. Your library lies in {}</source>
        <translation>Matinee 没有账号，也不连接任何服务器。你的片库在 {}</translation>
    </message>
    <message>
        <source>Open this folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>privacy network</source>
        <translation>隐私 网络</translation>
    </message>
    <message>
        <source>Backup folder</source>
        <translation>备份文件夹</translation>
    </message>
    <message>
        <source>Where backups go; best on another disk than your library.</source>
        <translation>备份存放的位置，最好与片库不在同一块磁盘。</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>{}: choose a folder</source>
        <translation>{}：选择文件夹</translation>
    </message>
    <message>
        <source>Being written…</source>
        <translation>正在写入…</translation>
    </message>
    <message>
        <source>matinee</source>
        <translation>matinee</translation>
    </message>
    <message>
        <source>Matinee&apos;s export (*.json)</source>
        <translation>Matinee 导出文件 (*.json)</translation>
    </message>
    <message>
        <source>{} settings</source>
        <translation>{} 项设置</translation>
    </message>
    <message>
        <source>A copy of everything that Matinee knows, in one file.</source>
        <translation>把 Matinee 知道的一切存成一个文件。</translation>
    </message>
    <message>
        <source>The last one: {}.</source>
        <translation>最近一次：{}。</translation>
    </message>
    <message>
        <source>Take back what came from {}</source>
        <translation>撤销从 {} 导入的内容</translation>
    </message>
    <message>
        <source>The last training: {}, {} steps.</source>
        <translation>最近一次训练：{}，{} 步。</translation>
    </message>
    <message>
        <source>Ratings, reviews and viewings from a Matinee, Letterboxd, IMDb, Trakt, or any table (CSV).</source>
        <translation>从 Matinee、Letterboxd、IMDb、Trakt 或任意表格 (CSV) 导入评分、评论和观看记录。</translation>
    </message>
    <message>
        <source>{} videos are in {}</source>
        <translation>{} 个视频已写入 {}</translation>
    </message>
    <message>
        <source>Nothing was written.</source>
        <translation>没有写入任何内容。</translation>
    </message>
</context>
<context>
    <name>SettingsView</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Back to the library (Esc)</source>
        <translation>返回片库 (Esc)</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>全部重置</translation>
    </message>
    <message>
        <source>Every setting back to its default</source>
        <translation>所有设置恢复默认</translation>
    </message>
    <message>
        <source>Undo: {} (Ctrl+Z)</source>
        <translation>撤销：{} (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Nothing to undo</source>
        <translation>没有可撤销的操作</translation>
    </message>
    <message>
        <source>No setting is about “{}”.</source>
        <translation>没有与“{}”相关的设置。</translation>
    </message>
</context>
<context>
    <name>Shell</name>
    <message>
        <source>Add a folder of videos</source>
        <translation>添加视频文件夹</translation>
    </message>
    <message>
        <source>Look for new videos</source>
        <translation>查找新视频</translation>
    </message>
    <message>
        <source>Remove this folder…</source>
        <translation>移除此文件夹…</translation>
    </message>
    <message>
        <source>Remove a folder</source>
        <translation>移除文件夹</translation>
    </message>
    <message>
        <source>Remove {} from the library?</source>
        <translation>从片库中移除 {}？</translation>
    </message>
    <message>
        <source>The files stay where they are. What you rated, noted or tagged is kept, and is there again when you add the folder again.</source>
        <translation>文件原样保留。你的评分、笔记和标签也会保留，重新添加文件夹后就会恢复。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>Places</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Add a folder</source>
        <translation>添加文件夹</translation>
    </message>
    <message>
        <source>Add a folder of videos (Ctrl+O)</source>
        <translation>添加视频文件夹 (Ctrl+O)</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Settings (Ctrl+,)</source>
        <translation>设置 (Ctrl+,)</translation>
    </message>
</context>
<context>
    <name>StarRating</name>
    <message>
        <source>{} of 5 stars</source>
        <translation>{} 星（满分 5 星）</translation>
    </message>
    <message>
        <source>not rated</source>
        <translation>未评分</translation>
    </message>
    <message>
        <source>Your rating: {}</source>
        <translation>你的评分：{}</translation>
    </message>
    <message>
        <source>Your rating: {}. Keys 1 to 5 rate, 0 clears.</source>
        <translation>你的评分：{}。按 1 到 5 评分，按 0 清除。</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Jobs</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>All jobs (Ctrl+J)</source>
        <translation>全部任务 (Ctrl+J)</translation>
    </message>
    <message>
        <source>Nothing leaves this computer</source>
        <translation>数据不离开本机</translation>
    </message>
    <message>
        <source>{} jobs</source>
        <translation>{} 个任务</translation>
    </message>
</context>
<context>
    <name>Steps</name>
    <message>
        <source>Smaller (-)</source>
        <translation>缩小 (-)</translation>
    </message>
    <message>
        <source>Larger (+)</source>
        <translation>放大 (+)</translation>
    </message>
</context>
<context>
    <name>SuggestionCard</name>
    <message>
        <source>Why?</source>
        <translation>为什么？</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>A few lines are being written…</source>
        <translation>推荐语撰写中…</translation>
    </message>
</context>
<context>
    <name>TagChips</name>
    <message>
        <source>+ tag</source>
        <translation>+ 标签</translation>
    </message>
    <message>
        <source>Add a tag (T)</source>
        <translation>添加标签 (T)</translation>
    </message>
    <message>
        <source>Click to take this tag off</source>
        <translation>点击移除此标签</translation>
    </message>
    <message>
        <source>A genre, from the video&apos;s own data</source>
        <translation>类型，来自视频自带的信息</translation>
    </message>
</context>
<context>
    <name>TagCompleter</name>
    <message>
        <source>Known tags</source>
        <translation>已有标签</translation>
    </message>
</context>
<context>
    <name>TagDialog</name>
    <message>
        <source>Tag videos</source>
        <translation>添加标签</translation>
    </message>
    <message>
        <source>quiet, for the train</source>
        <translation>安静，路上看</translation>
    </message>
    <message>
        <source>Tags, with commas between them</source>
        <translation>标签，用逗号分隔</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Tag {} videos</source>
        <translation>为 {} 个视频添加标签</translation>
    </message>
    <message>
        <source>Several tags with commas between them.</source>
        <translation>多个标签用逗号分隔。</translation>
    </message>
</context>
<context>
    <name>TastePage</name>
    <message>
        <source>Back to the library (Esc)</source>
        <translation>返回片库 (Esc)</translation>
    </message>
    <message>
        <source>What you like, and what you don&apos;t</source>
        <translation>你喜欢什么，不喜欢什么</translation>
    </message>
    <message>
        <source>People, series, times and kinds</source>
        <translation>人物、系列、年代和类型</translation>
    </message>
    <message>
        <source>What your own words taught</source>
        <translation>从你的话里学到的</translation>
    </message>
    <message>
        <source>Does it know you?</source>
        <translation>它了解你吗？</translation>
    </message>
    <message>
        <source>How it learned</source>
        <translation>学习过程</translation>
    </message>
    <message>
        <source>What you watched, over time</source>
        <translation>你看过的，随时间变化</translation>
    </message>
    <message>
        <source>What changed in the last week</source>
        <translation>最近一周的变化</translation>
    </message>
    <message>
        <source>Whom the list shows</source>
        <translation>片单里都有谁</translation>
    </message>
    <message>
        <source>Where it starts</source>
        <translation>从哪里起步</translation>
    </message>
    <message>
        <source>Nothing learned yet</source>
        <translation>还没有学到什么</translation>
    </message>
    <message>
        <source>Choose videos to rate</source>
        <translation>选择视频来评分</translation>
    </message>
    <message>
        <source>Start from what people in general like</source>
        <translation>从大众口味起步</translation>
    </message>
    <message>
        <source>working it out…</source>
        <translation>计算中…</translation>
    </message>
    <message>
        <source>ratings</source>
        <translation>个评分</translation>
    </message>
    <message>
        <source>notes</source>
        <translation>条笔记</translation>
    </message>
    <message>
        <source>tags of your own</source>
        <translation>个自己加的标签</translation>
    </message>
    <message>
        <source>viewings and marks</source>
        <translation>次观看和标记</translation>
    </message>
    <message>
        <source>Forget a video</source>
        <translation>忘记一个视频</translation>
    </message>
    <message>
        <source>Forget all that you said about {}?</source>
        <translation>忘记你对《{}》的所有记录？</translation>
    </message>
    <message>
        <source>These go for good, with their history: {}. Its file stays, and so does what its files say of it. This can&apos;t be undone.</source>
        <translation>以下内容及其历史将永久删除：{}。视频文件和它自带的信息会保留。此操作无法撤销。</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>忘记</translation>
    </message>
    <message>
        <source>Undo an import</source>
        <translation>撤销导入</translation>
    </message>
    <message>
        <source>Undo the import of {}?</source>
        <translation>撤销导入 {}？</translation>
    </message>
    <message>
        <source>All {} ratings, notes and viewings that it brought go. What you said here stays.</source>
        <translation>导入的 {} 条评分、笔记和观看记录将全部移除。你在这里留下的内容不受影响。</translation>
    </message>
    <message>
        <source>Undo the import</source>
        <translation>撤销导入</translation>
    </message>
    <message>
        <source>{}: {} of the list, {} of the library</source>
        <translation>{}：片单中占 {}，片库中占 {}</translation>
    </message>
    <message>
        <source>Liked</source>
        <translation>喜欢</translation>
    </message>
    <message>
        <source>Not so much</source>
        <translation>不太喜欢</translation>
    </message>
    <message>
        <source>Weighed by hand</source>
        <translation>手动调整</translation>
    </message>
    <message>
        <source>Nothing stands out yet. A few more ratings will show it.</source>
        <translation>还看不出明显偏好。再评几部就会显现。</translation>
    </message>
    <message>
        <source>{}: videos like this are expected to get {} stars more than your average one, give or take {}</source>
        <translation>{}：这类视频预计比你的平均评分高 {} 星，误差约 {} 星</translation>
    </message>
    <message>
        <source>{}: videos like this are expected to get {} stars less than your average one, give or take {}</source>
        <translation>{}：这类视频预计比你的平均评分低 {} 星，误差约 {} 星</translation>
    </message>
    <message>
        <source>boosted</source>
        <translation>多推荐</translation>
    </message>
    <message>
        <source>muted</source>
        <translation>已屏蔽</translation>
    </message>
    <message>
        <source>. What taught this:</source>
        <translation>。依据：</translation>
    </message>
    <message>
        <source>For</source>
        <translation>加分</translation>
    </message>
    <message>
        <source>Against</source>
        <translation>减分</translation>
    </message>
    <message>
        <source>Shares of {}, over time</source>
        <translation>{} 的占比变化</translation>
    </message>
    <message>
        <source>Shares of what you rated or watched, by {}.</source>
        <translation>你评分或看过的各类占比，按{}统计。</translation>
    </message>
    <message>
        <source>This shows once you have rated or watched on more than one day.</source>
        <translation>评分或观看超过一天后，这里会显示。</translation>
    </message>
    <message>
        <source>{} rose from {} to {}</source>
        <translation>《{}》从第 {} 位升到第 {} 位</translation>
    </message>
    <message>
        <source>{} fell from {} to {}</source>
        <translation>《{}》从第 {} 位降到第 {} 位</translation>
    </message>
    <message>
        <source>. {}</source>
        <translation>。{}</translation>
    </message>
    <message>
        <source>Nothing has moved in the last seven days.</source>
        <translation>最近七天没有变化。</translation>
    </message>
    <message>
        <source>Rate {} more videos, and Matinee can check itself on your own ratings.</source>
        <translation>再评 {} 部，Matinee 就能用你的评分检验自己。</translation>
    </message>
    <message>
        <source>Your ratings are all alike. Give some videos more or fewer stars, and it can be checked.</source>
        <translation>你的评分都一样。给一些视频打高分或低分，才能检验。</translation>
    </message>
    <message>
        <source>Of two videos whose ratings were hidden from it, it knew the better one in {} of cases. Guessing gets 50%.</source>
        <translation>遮住两部视频的评分，它有 {} 的次数猜对你更喜欢哪部。随机猜测是 50%。</translation>
    </message>
    <message>
        <source>“{}” does as well or better so far. The list still follows your taste, kept varied and with your own mix of topics; more ratings and notes will help.</source>
        <translation>目前“{}”的表现不相上下或更好。片单仍以你的口味为准，兼顾多样和你自己的主题比例；多评分、多写笔记会更准。</translation>
    </message>
    <message>
        <source>guessing</source>
        <translation>随机猜测</translation>
    </message>
    <message>
        <source>after {} ratings: {}</source>
        <translation>{} 个评分后：{}</translation>
    </message>
    <message>
        <source>How often it knew the better of two videos, after so many ratings.</source>
        <translation>在不同评分数量下，它猜对两部中更喜欢哪部的比例。</translation>
    </message>
    <message>
        <source>How much of the list each group gets (upper bar), and of your library (lower bar).</source>
        <translation>各类在片单中的占比（上条）和在片库中的占比（下条）。</translation>
    </message>
    <message>
        <source>Rate three videos that you know, good ones and bad ones. Matinee begins to learn with the first, and this page then shows what, and from what.</source>
        <translation>给三部你看过的视频评分，好的差的都要有。从第一部起 Matinee 就开始学习，这里会告诉你学到了什么、从哪里学到的。</translation>
    </message>
    <message>
        <source>Your taste</source>
        <translation>你的口味</translation>
    </message>
    <message>
        <source>While Matinee knows little of you, it can lean on what others liked. Your ratings soon count more.</source>
        <translation>在还不了解你的时候，Matinee 可以先参考大众的喜好。你的评分很快就会更重要。</translation>
    </message>
    <message>
        <source>Where this comes from, and its licence</source>
        <translation>来源与许可</translation>
    </message>
</context>
<context>
    <name>TimelineCard</name>
    <message>
        <source>All that you said</source>
        <translation>你的全部记录</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>显示更多</translation>
    </message>
    <message>
        <source>Import ratings…</source>
        <translation>导入评分…</translation>
    </message>
    <message>
        <source>From Letterboxd, IMDb, Trakt or any table (Ctrl+Shift+I)</source>
        <translation>来自 Letterboxd、IMDb、Trakt 或任意表格 (Ctrl+Shift+I)</translation>
    </message>
    <message>
        <source>Nothing yet. What you rate, note, tag or watch is listed here.</source>
        <translation>暂无内容。你的评分、笔记、标签和观看都会列在这里。</translation>
    </message>
    <message>
        <source>See the list as of then</source>
        <translation>查看当时的片单</translation>
    </message>
    <message>
        <source>Undo this import…</source>
        <translation>撤销此次导入…</translation>
    </message>
    <message>
        <source>Show the video</source>
        <translation>显示这个视频</translation>
    </message>
    <message>
        <source>Forget all about this video…</source>
        <translation>忘记这个视频的一切…</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Undo (Ctrl+Z)</source>
        <translation>撤销 (Ctrl+Z)</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Sidebar (Ctrl+B)</source>
        <translation>侧边栏 (Ctrl+B)</translation>
    </message>
    <message>
        <source>Details (Ctrl+I)</source>
        <translation>详情 (Ctrl+I)</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>浅色或深色</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
</context>
<context>
    <name>TrainingCard</name>
    <message>
        <source>Train now</source>
        <translation>立即训练</translation>
    </message>
    <message>
        <source>Learn from your library and what you said of it</source>
        <translation>从你的片库和你的评价中学习</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop; it goes on from there the next time</source>
        <translation>停止；下次从这里继续</translation>
    </message>
    <message>
        <source>Train on battery too</source>
        <translation>使用电池时也训练</translation>
    </message>
    <message>
        <source>Else a training waits until the computer is plugged in</source>
        <translation>否则训练会等到电脑接通电源</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Nothing new to learn</source>
        <translation>没有新内容可学</translation>
    </message>
</context>
<context>
    <name>VideoTable</name>
    <message>
        <source>Videos</source>
        <translation>视频</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Add a folder</source>
        <translation>添加文件夹</translation>
    </message>
    <message>
        <source>Try the demo library</source>
        <translation>试试演示片库</translation>
    </message>
    <message>
        <source>What to watch tonight, from your own shelves</source>
        <translation>今晚看什么，就在你的收藏里</translation>
    </message>
    <message>
        <source>Add a folder of videos. Matinee reads them and their subtitles, learns from your ratings and notes, and says in a few lines why each may be for you. All of it on this computer.</source>
        <translation>添加一个视频文件夹。Matinee 会读取视频和字幕，从你的评分和笔记中学习，并用几句话说明为什么推荐给你。一切都在本机完成。</translation>
    </message>
    <message>
        <source>Or drop a folder anywhere on this window.</source>
        <translation>也可以把文件夹拖到窗口任意位置。</translation>
    </message>
    <message>
        <source>Skip the first steps</source>
        <translation>跳过引导</translation>
    </message>
    <message>
        <source>Drawing the demo library…</source>
        <translation>正在制作演示片库…</translation>
    </message>
</context>
<context>
    <name>_Pick</name>
    <message>
        <source>Is {} one of these?</source>
        <translation>{} 是其中之一吗？</translation>
    </message>
    <message>
        <source>Is {} this one?</source>
        <translation>{} 是这一个吗？</translation>
    </message>
    <message>
        <source>No, leave it out</source>
        <translation>不是，略过</translation>
    </message>
</context>
<context>
    <name>_Rows</name>
    <message>
        <source>Rows of the file</source>
        <translation>文件中的行</translation>
    </message>
</context>
<context>
    <name>_TagBox</name>
    <message>
        <source>new tag</source>
        <translation>新标签</translation>
    </message>
    <message>
        <source>New tag</source>
        <translation>新标签</translation>
    </message>
</context>
</TS>
